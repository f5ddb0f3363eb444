import { join, resolve } from 'node:path'
import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { mailbox } from '../../src-core/contract/mailbox.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary, RunUpdate } from '../../src-core/training/run.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { Fork } from './child.ts'
import { evaluateRun } from './evaluation.ts'
import type { Evaluation } from './evaluation.ts'
import { emptyHistory } from './history.ts'
import type { History } from './history.ts'
import type { Patience } from './host.ts'
import { startLiveRun } from './live-run.ts'
import type { LiveRun } from './live-run.ts'
import { readHistory } from './metrics-file.ts'
import { ownProcess } from './owner.ts'
import * as refusals from './refusals.ts'
import { runList } from './run-list.ts'
import { runName } from './run-name.ts'
import { createRunFolder, readRunDocument, removeRun, tooNewCode, writePlan, writeRecord } from './store.ts'
import { checkTrainable } from './trainable.ts'
import { mergeUpdates, updateOf } from './updates.ts'

type Done = Result<Record<string, never>>

export interface RunsOptions {
  /** Where the runs lie, one folder each. */
  directory: string
  runtime: Pick<Runtime, 'check' | 'environment'>
  fork: Fork
  /** The trainer's built file. */
  trainer: string
  /** For tests, which cannot wait as long as people do. */
  patience?: Partial<Patience>
}

/** The training runs: those that were, and the one that is under way in this process. */
export interface Runs {
  /** Newest first. Runs of other processes are in it; they are looked at and not touched while they live. */
  list(): RunSummary[]
  /** Whether this process trains; runs of others go on without it. */
  training(): boolean
  /** Calls `listener` when the list has changed; gives back how to stop that. */
  subscribe(listener: () => void): () => void
  /** @param options.directory the run's own folder, new or empty; otherwise one is made among the others */
  start(options: { title: string; document: LoomDocument; directory?: string }): Promise<Result<{ run: string }>>
  /** Ends a run after the step that it is in; a second time, after a while, at once. */
  stop(id: string): Promise<Done>
  /** @param options.epochs in total; the run's own number otherwise */
  resume(id: string, options?: { epochs?: number }): Promise<Done>
  remove(id: string): Promise<Done>
  /** First everything that the run has recorded, thinned, then what is new. Ends when the run has ended. */
  watch(id: string, signal: AbortSignal): AsyncIterable<RunUpdate>
  document(id: string): Promise<Result<OpenedDocument>>
  /** A run by its id, or by the folder in which it lies, wherever that is. */
  find(idOrFolder: string): Promise<Result<RunSummary>>
  /** Measures a run's weights on the validation part of a data source. */
  evaluate(id: string, options: { data: string }): Promise<Result<Evaluation>>
  /** Stops what is under way and waits for its end. Nothing can be started after it. */
  close(): Promise<void>
}

export function createRuns(options: RunsOptions): Runs {
  const { runtime, patience } = options
  let live: LiveRun | undefined
  /** A start, a resumption or an evaluation. */
  let underWay: Promise<unknown> | undefined
  const closing = new AbortController()
  const isOwn = (id: string) => live?.summary().id === id
  const list = runList(options.directory, { isOwn })

  /** One training or evaluation at a time: two would halve each other's speed and may not fit into memory together. */
  async function alone<T>(use: () => Promise<Result<T>>): Promise<Result<T>> {
    if (closing.signal.aborted) return refusals.leaving
    if (underWay || live) return refusals.busy(live?.summary().title)
    const using = use().finally(() => (underWay = undefined))
    underWay = using
    return using
  }

  const childOptions = (device: 'auto' | 'gpu' | 'cpu') => ({
    fork: options.fork,
    trainer: options.trainer,
    patience,
    env: { ...process.env, ...runtime.environment(device === 'cpu' ? 'cpu' : 'auto') },
  })

  function launch(summary: RunSummary, history: History) {
    list.put(summary)
    live = startLiveRun({
      ...childOptions(summary.plan.device),
      summary,
      history,
      onChange(changed) {
        if (!isLive(changed.state)) live = undefined
        list.put(changed)
      },
    })
  }

  /** A run that is nobody's just now, as it is on the disk. */
  function idle(id: string): Result<RunSummary> {
    const run = list.refresh(id)
    if (!run) return refusals.unknownRun(id)
    return isLive(run.state) ? refusals.stillTraining(run, isOwn(id)) : ok(run)
  }

  return {
    list: list.all,
    training: () => live !== undefined,
    subscribe: list.subscribe,

    start: ({ title, document, directory }) =>
      alone(async () => {
        const params = await checkTrainable(document)
        if (!params.ok) return params
        const ready = refusals.asReady(await runtime.check())
        if (!ready.ok) return ready
        const startedAt = Date.now()
        const name = runName(title, new Date(startedAt))
        for (let copy = 1; ; copy++) {
          const folder = directory ?? join(options.directory, copy === 1 ? name : `${name}-${copy}`)
          const summary: RunSummary = {
            id: list.idOf(resolve(folder)),
            directory: resolve(folder),
            title,
            startedAt,
            plan: document.training,
            state: { phase: 'preparing' },
            params: params.value,
            exportable: false,
          }
          const mayExist = directory !== undefined
          const created = await createRunFolder(summary, document, { owner: ownProcess(), mayExist })
          if (!created.ok && created.failure.code === 'run-exists' && !mayExist) continue
          if (!created.ok) return created
          launch(summary, emptyHistory())
          return ok({ run: summary.id })
        }
      }),

    async stop(id) {
      if (live && isOwn(id)) {
        live.stop()
        return ok({})
      }
      const run = list.refresh(id)
      if (!run) return refusals.unknownRun(id)
      return isLive(run.state) ? refusals.otherProcess : ok({})
    },

    resume: (id, { epochs } = {}) =>
      alone(async () => {
        const found = idle(id)
        if (!found.ok) return found
        const plan = { ...found.value.plan, epochs: epochs ?? found.value.plan.epochs }
        const refusal = refuseResuming(found.value, plan.epochs)
        if (refusal) return refusal
        const ready = refusals.asReady(await runtime.check())
        if (!ready.ok) return ready
        const summary: RunSummary = { ...found.value, plan, state: { phase: 'preparing' } }
        const history = await readHistory(summary.directory)
        try {
          await writePlan(summary.directory, plan)
          await writeRecord(summary, ownProcess())
        } catch (error) {
          return refusals.cannotResume(error as Error)
        }
        launch(summary, history)
        return ok({})
      }),

    async remove(id) {
      const found = idle(id)
      if (!found.ok) return found
      const removed = await removeRun(found.value.directory)
      if (removed.ok) list.remove(id)
      else list.refresh(id)
      return removed
    },

    async *watch(id, signal) {
      const run = live
      if (run && isOwn(id)) yield* mailbox(run.watch, mergeUpdates, signal)
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

    find: async (idOrFolder) => {
      const found = list.find(idOrFolder)
      return found ? ok(found) : refusals.unknownRun(idOrFolder)
    },

    evaluate: (id, { data }) =>
      alone(async () => {
        const found = list.refresh(id)
        if (!found) return refusals.unknownRun(id)
        const ready = refusals.asReady(await runtime.check())
        if (!ready.ok) return ready
        const { directory, plan } = found
        return evaluateRun({ ...childOptions(plan.device), directory, data, signal: closing.signal })
      }),

    async close() {
      closing.abort()
      await underWay
      await live?.close()
    },
  }
}

function refuseResuming({ state, lastEpoch }: RunSummary, epochs: number) {
  if (state.phase === 'failed' && state.failure.code === tooNewCode)
    return { ok: false as const, failure: state.failure }
  const trained = lastEpoch?.epoch ?? 0
  // A run that broke off in its last epoch may have lost the checkpoint of its end: it does that part again.
  const isEnough = state.phase === 'done' ? epochs <= trained : epochs < trained
  return isEnough ? refusals.alreadyTrained(trained) : undefined
}
