import { useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import { follow } from '../bridge/follow.ts'
import { main } from '../bridge/main.ts'
import { Series } from '../training/series.ts'

/** What is known of one run. `series` grows in place: look at its `version`. */
export interface RunWatch {
  series: Series
  version: number
  summary: RunSummary | undefined
  /** Steps done so far. */
  step: number
  secondsLeft: number | undefined
  log: string[]
  /** Everything that was recorded has arrived at least once. */
  loaded: boolean
}

interface Followed {
  store: StoreApi<RunWatch>
  abort: AbortController
  ended: boolean
}

/** Runs that were looked at stay followed, so that going back and forth shows them at once; the oldest are let go. */
const kept = 12
const followed = new Map<string, Followed>()

const nothing = (): RunWatch => ({
  series: new Series(),
  version: 0,
  summary: undefined,
  step: 0,
  secondsLeft: undefined,
  log: [],
  loaded: false,
})
const noRun = createStore<RunWatch>(nothing)

/** Log lines kept in the window; the run's folder has them all. */
const logLines = 2_000

/**
 * Milliseconds between two looks of the window at a run. Its figures come hundreds of times a second, and the trainer
 * needs the cores more than the eye needs each of them.
 */
const between = 100

function startFollowing(run: string): Followed {
  const store = createStore<RunWatch>(nothing)
  const abort = new AbortController()
  const entry: Followed = { store, abort, ended: false }
  let coming = nothing()
  let shownAt = -Infinity
  let waiting: ReturnType<typeof setTimeout> | undefined
  const show = () => {
    clearTimeout(waiting)
    waiting = undefined
    shownAt = performance.now()
    store.setState({ ...coming, version: coming.series.version }, true)
  }
  const done = follow((signal) => main.watchRun({ run }, signal), {
    signal: abort.signal,
    onBegin: () => (coming = nothing()),
    onItem: ({ summary, steps, epochs, step, secondsLeft, log }) => {
      const { series } = coming
      series.add(steps, epochs)
      const lines = log.length > 0 ? [...coming.log, ...log].slice(-logLines) : coming.log
      coming = { ...coming, summary, step, secondsLeft, log: lines, loaded: true }
      const wait = shownAt + between - performance.now()
      if (wait <= 0) show()
      else waiting ??= setTimeout(show, wait)
    },
  }).finally(show)
  void done.finally(() => (entry.ended = true))
  return entry
}

function watchOf(run: string, live: boolean): StoreApi<RunWatch> {
  const known = followed.get(run)
  // A run that had ended and is live again was resumed: its stream begins anew.
  if (known && !(known.ended && live)) return known.store
  known?.abort.abort()
  followed.delete(run)
  const entry = startFollowing(run)
  followed.set(run, entry)
  for (const [id, { abort }] of followed) {
    if (followed.size <= kept) break
    abort.abort()
    followed.delete(id)
  }
  return entry.store
}

/** The figures of a run as they come in; nothing where there is no run. */
export function useRunWatch(run: RunSummary | undefined): RunWatch {
  const id = run?.id
  const live = run !== undefined && isLive(run.state)
  return useStore(useMemo(() => (id === undefined ? noRun : watchOf(id, live)), [id, live]))
}

/** Several stores as one, whose state is another list whenever any of them has changed. */
function together(stores: readonly StoreApi<RunWatch>[]) {
  let all = stores.map((store) => store.getState())
  return {
    subscribe(changed: () => void) {
      const stops = stores.map((store) => store.subscribe(changed))
      return () => stops.forEach((stop) => stop())
    },
    get() {
      const now = stores.map((store) => store.getState())
      if (now.some((state, i) => state !== all[i])) all = now
      return all
    },
  }
}

/** The figures of several runs. The list is another one whenever any of them has grown. */
export function useRunWatches(runs: readonly RunSummary[]): RunWatch[] {
  const key = JSON.stringify(runs.map(({ id, state }) => [id, isLive(state)]))
  const all = useMemo(
    () => together((JSON.parse(key) as [string, boolean][]).map(([id, live]) => watchOf(id, live))),
    [key],
  )
  return useSyncExternalStore(all.subscribe, all.get)
}
