import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { AskOptions } from './ask-trainer.ts'
import type { Done } from './at-rest.ts'
import type { Fork } from './child.ts'
import type { Patience } from './host.ts'
import { startLiveRun } from './live-run.ts'
import type { LiveRun } from './live-run.ts'
import { readHistory } from './metrics-file.ts'
import { ownProcess } from './owner.ts'
import { runQueue } from './queue.ts'
import * as refusals from './refusals.ts'
import { runList } from './run-list.ts'
import { writeRecord } from './store.ts'

export interface RunsOptions {
  /** Where the runs lie, one folder each. */
  directory: string
  runtime: Pick<Runtime, 'check' | 'environment'>
  fork: Fork
  /** The trainer's built file. */
  trainer: string
  /** Whether the next in the queue begins when a run has ended; a command that trains one run leaves the others alone. */
  queue?: boolean
  /** For tests, which cannot wait as long as people do. */
  patience?: Partial<Patience>
}

/** What is done with a run's weights, in a process of its own. */
type Use<T> = (child: AskOptions, run: RunSummary) => Promise<Result<T>>

/** The runs that this process trains, with the queue's next when one ends, and what is asked of their weights. */
export function runsUnderWay(options: RunsOptions) {
  const { runtime, patience } = options
  const live = new Map<string, LiveRun>()
  /** Until when what a run has learned is being used. */
  let answering: Promise<unknown> | undefined
  /** Everything that changes what is under way or queued, one after the other. */
  let last: Promise<unknown> = Promise.resolve()
  const closing = new AbortController()
  const isOwn = (id: string) => live.has(id)
  const list = runList(options.directory, { isOwn })
  const queue = runQueue(list, () => [...live.values()].map((run) => run.summary()))

  /** Looks at what is under way with nobody else changing it meanwhile. */
  function inTurn<T>(use: () => Promise<Result<T>>): Promise<Result<T>> {
    const turn = last.then(async () => (closing.signal.aborted ? refusals.leaving : use()))
    last = turn.catch(() => undefined)
    return turn
  }

  const childOptions = (device: 'auto' | 'gpu' | 'cpu') => ({
    fork: options.fork,
    trainer: options.trainer,
    patience,
    env: { ...process.env, ...runtime.environment(device === 'cpu' ? 'cpu' : 'auto') },
  })

  /** Trains a run whose folder says that it is live. */
  async function launch(summary: RunSummary) {
    const history = await readHistory(summary.directory)
    live.set(
      summary.id,
      startLiveRun({
        ...childOptions(summary.plan.device),
        summary,
        history,
        onChange(changed) {
          queue.learn(changed)
          if (!isLive(changed.state)) live.delete(changed.id)
          list.put(changed)
          if (!isLive(changed.state) && changed.state.phase !== 'paused') void advance()
        },
      }),
    )
    list.put(summary)
  }

  /** Begins the first queued run of each device that is free. */
  const advance = () =>
    inTurn(async () => {
      if (options.queue === false) return ok(undefined)
      for (const run of queue.next()) {
        if (!refusals.asReady(await runtime.check()).ok) break
        await begin(run).catch(() => undefined)
      }
      return ok(undefined)
    })

  /** Trains a run from where its checkpoint is. */
  async function begin(run: RunSummary) {
    const { place: _, ...rest } = run
    const summary: RunSummary = { ...rest, state: { phase: 'preparing' } }
    await writeRecord(summary, ownProcess())
    await launch(summary)
  }

  /** Ends a run that this process trains. */
  async function end(id: string, how: 'stop' | 'pause'): Promise<Done | undefined> {
    const run = live.get(id)
    if (run) {
      run[how]()
      return ok({})
    }
    const known = list.refresh(id)
    if (!known) return refusals.unknownRun(id)
    return isLive(known.state) ? refusals.otherProcess : undefined
  }

  /** Uses what a run has learned, with its device to itself, until the end or that of this process. */
  async function ask<T>(id: string, use: Use<T>): Promise<Result<T>> {
    const found = await inTurn(async () => {
      const run = list.refresh(id)
      if (!run) return refusals.unknownRun(id)
      const device = queue.deviceOf(run.plan)
      const other = queue.occupied(run.plan)
      if (other) return refusals.busy(other.title)
      const ready = refusals.asReady(await runtime.check())
      if (!ready.ok) return ready
      queue.take(device)
      return ok(run)
    })
    if (!found.ok) return found
    const answer = use({ ...childOptions(found.value.plan.device), signal: closing.signal }, found.value)
    answering = answer
    return answer.finally(() => {
      queue.letGo()
      void advance()
    })
  }

  return {
    list,
    queue,
    live,
    isOwn,
    inTurn,
    launch,
    end,
    ask,
    async close() {
      closing.abort()
      await Promise.all([last, answering])
      await Promise.all([...live.values()].map((run) => run.close()))
    },
  }
}
