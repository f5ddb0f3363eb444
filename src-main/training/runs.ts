import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { mailbox } from '../../src-core/contract/mailbox.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { ClassReport, ReportedEpoch } from '../../src-core/training/classes.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary, RunUpdate } from '../../src-core/training/run.ts'
import { isWeightsFile } from '../importers/weights-file.ts'
import { writeAdopted } from './adopted.ts'
import { runsAtRest } from './at-rest.ts'
import type { Done } from './at-rest.ts'
import { branchFrom, carriedFrom } from './branch.ts'
import type { Branch, WeightsSource } from './branch.ts'
import { readClasses } from './classes-file.ts'
import { evaluateRun } from './evaluation.ts'
import type { Evaluation } from './evaluation.ts'
import { readHistory } from './metrics-file.ts'
import { ownProcess } from './owner.ts'
import { predictRun } from './prediction.ts'
import type { Predictions } from './prediction.ts'
import * as refusals from './refusals.ts'
import { readRunDocument, removeRun, tooNewCode, writePlan, writeRecord } from './store.ts'
import { checkTrainable } from './trainable.ts'
import { runsUnderWay } from './under-way.ts'
import type { RunsOptions } from './under-way.ts'
import { mergeUpdates, updateOf } from './updates.ts'
import type { LayerWeight } from './weights.ts'

/**
 * The training runs: those that were, those under way in this process, one a device, and those that wait in the queue.
 *
 * Who asks for a training gets it at once where nothing is being trained on its device, else at the end of the queue. The
 * next in the queue begins when a run is done, fails or is stopped. A pause lets the device rest, and so does the start of
 * Layerloom: what was queued before stays queued until a run is started, and has its turn after that one.
 */
export interface Runs {
  /** Newest first. Runs of other processes are in it; they are looked at and not touched while they live. */
  list(): RunSummary[]
  /** Whether this process trains; runs of others go on without it. */
  training(): boolean
  /** Calls `listener` when the list has changed; gives back how to stop that. */
  subscribe(listener: () => void): () => void
  start(options: StartOptions): Promise<Result<{ run: string }>>
  /** Keeps weights that were learned elsewhere as a run: others can begin with them, and they can be exported. */
  adopt(model: AdoptOptions): Promise<Result<{ run: string }>>
  /** Ends a run after the step that it is in; a second time, after a while, at once. */
  stop(id: string): Promise<Done>
  /** The same, and nothing begins in its place. */
  pause(id: string): Promise<Done>
  /** @param options.epochs in total; the run's own number otherwise */
  resume(id: string, options?: { epochs?: number }): Promise<Done>
  /** Gives a queued run another place in the queue, from 1. */
  move(id: string, place: number): Promise<Done>
  edit(id: string, changes: { title?: string; note?: string }): Promise<Done>
  remove(id: string): Promise<Done>
  /** First everything that the run has recorded, thinned, then what is new. Ends when the run has ended, or waits. */
  watch(id: string, signal: AbortSignal): AsyncIterable<RunUpdate>
  document(id: string): Promise<Result<OpenedDocument>>
  /** Which layers of a network would begin with weights of a run, by its id or folder, or of a file. */
  carryOver(from: string, document: LoomDocument): Promise<Result<CarryOver>>
  classes(id: string, epoch: ReportedEpoch): Promise<Result<ClassReport>>
  /** A run by its id, or by the folder in which it lies, wherever that is. */
  find(idOrFolder: string): Promise<Result<RunSummary>>
  /** Measures a run's weights, its best ones where nobody says, on the validation part of a data source. */
  evaluate(id: string, options: { data: string; weights?: ReportedEpoch }): Promise<Result<Evaluation>>
  /** Asks a run's weights, its best ones where nobody says, what image files show. */
  predict(id: string, options: { images: readonly string[]; weights?: ReportedEpoch }): Promise<Result<Predictions>>
  /** Pauses what is under way and waits for its end. Nothing can be started after it. */
  close(): Promise<void>
}

export interface StartOptions {
  title: string
  document: LoomDocument
  /** The run's own folder, new or empty; otherwise one is made among the others. */
  directory?: string
}

export interface AdoptOptions {
  title: string
  document: LoomDocument
  weights: readonly LayerWeight[]
}

export function createRuns(options: RunsOptions): Runs {
  const underWay = runsUnderWay(options)
  const { runtime } = options
  const { list, queue, live, isOwn, inTurn, launch, ask } = underWay
  const { idle, rewrite, create } = runsAtRest(options.directory, list, isOwn)

  function sourceOf(from: string): Result<WeightsSource> {
    const run = list.find(from)
    if (run) return ok({ run })
    return isWeightsFile(from) ? ok({ file: from }) : refusals.unknownStart(from)
  }

  /** What a network begins with, where its plan says so. */
  async function branch(document: LoomDocument): Promise<Result<Branch> | undefined> {
    const { from, fromWeights } = document.training
    if (from === undefined) return undefined
    const source = sourceOf(from)
    return source.ok ? branchFrom(source.value, document, fromWeights) : source
  }

  return {
    list: list.all,
    training: () => live.size > 0,
    subscribe: list.subscribe,

    start: ({ title, document, directory }) =>
      inTurn(async () => {
        const trainable = await checkTrainable(document)
        if (!trainable.ok) return trainable
        const ready = refusals.asReady(await runtime.check())
        if (!ready.ok) return ready
        const branched = await branch(document)
        if (branched && !branched.ok) return branched
        const facts = {
          title,
          ...queue.turnOf(document.training),
          params: trainable.value.params,
          ...(branched && { origin: branched.value.origin }),
          exportable: false,
        }
        const created = await create(facts, document, { directory, write: branched?.value.write })
        if (!created.ok) return created
        const summary = created.value
        if (isLive(summary.state)) await launch(summary)
        else list.put(summary)
        return ok({ run: summary.id })
      }),

    adopt: ({ title, document, weights }) =>
      inTurn(async () => {
        const { trainable, nonTrainable } = analyze(document).blocks.get('')!
        const params = trainable + nonTrainable
        const facts = { title, state: { phase: 'imported' as const }, params, exportable: true }
        const write = (folder: string) => writeAdopted(folder, document, weights)
        const created = await create(facts, document, { write })
        if (!created.ok) return created
        list.put(created.value)
        return ok({ run: created.value.id })
      }),

    async stop(id) {
      const ended = await underWay.end(id, 'stop')
      if (ended) return ended
      return inTurn(async () => {
        const run = idle(id)
        if (!run.ok) return run
        const isWaiting = ['queued', 'paused'].includes(run.value.state.phase)
        return isWaiting ? rewrite(run.value, { state: { phase: 'stopped' }, place: undefined }) : ok({})
      })
    },

    pause: async (id) => (await underWay.end(id, 'pause')) ?? refusals.notTraining(list.refresh(id)!),

    resume: (id, { epochs } = {}) =>
      inTurn(async () => {
        const found = idle(id)
        if (!found.ok) return found
        const plan = { ...found.value.plan, epochs: epochs ?? found.value.plan.epochs }
        const refusal = refuseResuming(found.value, plan.epochs)
        if (refusal) return refusal
        const ready = refusals.asReady(await runtime.check())
        if (!ready.ok) return ready
        const isWaiting = found.value.state.phase === 'queued'
        const turn = queue.turnOf(plan)
        if (isWaiting && turn.state.phase === 'queued') return refusals.busy(queue.occupied(plan)?.title)
        const { place: _, ...rest } = found.value
        const summary: RunSummary = { ...rest, plan, ...turn }
        try {
          await writePlan(summary.directory, plan)
          await writeRecord(summary, ownProcess())
        } catch (error) {
          return refusals.notWritten(error as Error)
        }
        if (isLive(summary.state)) await launch(summary)
        else list.put(summary)
        return ok({})
      }),

    move: (id, place) =>
      inTurn(async () => {
        const found = idle(id)
        if (!found.ok) return found
        if (found.value.state.phase !== 'queued') return refusals.notQueued(found.value)
        for (const other of queue.moved(found.value, place)) {
          const moved = await rewrite(other.run, { place: other.place })
          if (!moved.ok) return moved
        }
        return ok({})
      }),

    edit: (id, changes) =>
      inTurn(async () => {
        const own = live.get(id)
        if (own) {
          own.edit(changes)
          return ok({})
        }
        const found = idle(id)
        return found.ok ? rewrite(found.value, changes) : found
      }),

    remove: (id) =>
      inTurn(async () => {
        const found = idle(id)
        if (!found.ok) return found
        const removed = await removeRun(found.value.directory)
        if (removed.ok) list.remove(id)
        else list.refresh(id)
        return removed
      }),

    async *watch(id, signal) {
      const run = live.get(id)
      if (run) yield* mailbox(run.watch, mergeUpdates, signal)
      else {
        const summary = list.refresh(id)
        if (summary) yield updateOf(summary, await readHistory(summary.directory))
      }
    },

    async document(id) {
      const run = list.refresh(id)
      if (!run) return refusals.unknownRun(id)
      const document = await readRunDocument(run.directory)
      // The plan is the one that it was trained by: resuming may have asked for more epochs.
      return document.ok ? ok({ document: { ...document.value, training: run.plan } }) : document
    },

    async carryOver(from, document) {
      const source = sourceOf(from)
      return source.ok ? carriedFrom(source.value, document) : source
    },

    async classes(id, epoch) {
      const run = list.refresh(id)
      return run ? readClasses(run.directory, epoch) : refusals.unknownRun(id)
    },

    find: async (idOrFolder) => {
      const found = list.find(idOrFolder)
      return found ? ok(found) : refusals.unknownRun(idOrFolder)
    },

    evaluate: (id, { data, weights = 'best' }) =>
      ask(id, (child, { directory }) => evaluateRun({ ...child, directory, data, weights })),

    predict: (id, { images, weights = 'best' }) =>
      ask(id, (child, { directory }) => predictRun({ ...child, directory, images, weights })),

    close: underWay.close,
  }
}

function refuseResuming({ state, lastEpoch, title }: RunSummary, epochs: number) {
  if (state.phase === 'imported') return refusals.neverTrained(title)
  if (state.phase === 'failed' && state.failure.code === tooNewCode)
    return { ok: false as const, failure: state.failure }
  const trained = lastEpoch?.epoch ?? 0
  // A run that broke off in its last epoch may have lost the checkpoint of its end: it does that part again.
  const isEnough = state.phase === 'done' ? epochs <= trained : epochs < trained
  return isEnough ? refusals.alreadyTrained(trained) : undefined
}
