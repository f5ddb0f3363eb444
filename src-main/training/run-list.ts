import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { readSummary } from './store.ts'

/** How often the runs of other processes are looked after, in milliseconds, while somebody follows the list. */
const lookEvery = 2_000

export type RunList = ReturnType<typeof runList>

/**
 * What is known of every run: read from the disk when first asked for, then kept up to date by those who change it.
 * A run's id is the name of its folder, or the whole path of one that lies elsewhere.
 */
export function runList(directory: string, options: { isOwn: (id: string) => boolean }) {
  const listeners = new Set<() => void>()
  let runs: Map<string, RunSummary> | undefined
  let timer: NodeJS.Timeout | undefined

  const known = () => (runs ??= readAll(directory))
  const tell = () => listeners.forEach((listener) => listener())
  const idOf = (folder: string) => (dirname(folder) === resolve(directory) ? basename(folder) : folder)

  /** In the order of their turns. */
  const queued = () =>
    [...known().values()]
      .filter(({ state }) => state.phase === 'queued')
      .sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.startedAt - b.startedAt)

  function put(summary: RunSummary) {
    known().set(summary.id, summary)
    tell()
  }

  /** Looks again at what another process may have changed; nothing where the run is gone. */
  function refresh(id: string): RunSummary | undefined {
    const before = known().get(id)
    if (!before || options.isOwn(id)) return before
    const now = readSummary(before.directory, id)
    if (isDeepStrictEqual(now, before)) return before
    if (now) known().set(id, now)
    else known().delete(id)
    tell()
    return now
  }

  function lookAfterOthers() {
    for (const { id, state } of [...known().values()]) if (isLive(state) || state.phase === 'queued') refresh(id)
  }

  return {
    idOf,
    put,
    refresh,
    /** Newest first; those that are queued have their places from 1 up, without gaps. */
    all(): RunSummary[] {
      const places = new Map(queued().map(({ id }, index) => [id, index + 1]))
      return [...known().values()]
        .sort((a, b) => b.startedAt - a.startedAt)
        .map((run) => (places.has(run.id) ? { ...run, place: places.get(run.id) } : run))
    },
    queued,
    remove(id: string) {
      known().delete(id)
      tell()
    },
    /** A run by its id, or by the folder in which it lies. */
    find(idOrFolder: string): RunSummary | undefined {
      const byId = refresh(idOrFolder)
      if (byId) return byId
      const named = basename(idOrFolder) === idOrFolder ? [join(directory, idOrFolder)] : []
      for (const folder of [...named, idOrFolder].map((path) => resolve(path))) {
        const id = idOf(folder)
        const found = refresh(id) ?? readSummary(folder, id)
        if (!found) continue
        put(found)
        return found
      }
      return undefined
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      timer ??= setInterval(lookAfterOthers, lookEvery).unref()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}

function readAll(directory: string): Map<string, RunSummary> {
  const runs = new Map<string, RunSummary>()
  for (const id of namesIn(directory)) {
    const summary = readSummary(resolve(directory, id), id)
    if (summary) runs.set(id, summary)
  }
  return runs
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    // Not there before the first run.
    return []
  }
}
