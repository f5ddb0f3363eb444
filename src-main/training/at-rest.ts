import { join, resolve } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { ownProcess } from './owner.ts'
import * as refusals from './refusals.ts'
import type { RunList } from './run-list.ts'
import { runName } from './run-name.ts'
import { createRunFolder, isQueuedElsewhere, tooNewCode, writeRecord } from './store.ts'

export type Done = Result<Record<string, never>>

/** The runs that nobody trains just now: their folders are made and changed. */
export function runsAtRest(runsDirectory: string, list: RunList, isOwn: (id: string) => boolean) {
  /** A run that is nobody's just now, as it is on the disk. */
  function idle(id: string): Result<RunSummary> {
    const run = list.refresh(id)
    if (!run) return refusals.unknownRun(id)
    if (isLive(run.state)) return refusals.stillTraining(run, isOwn(id))
    return isQueuedElsewhere(run.directory) ? refusals.otherProcess : ok(run)
  }

  /** Writes changes of a run that is nobody's into its folder. */
  async function rewrite(run: RunSummary, changes: Partial<RunSummary>): Promise<Done> {
    const { state } = run
    if (state.phase === 'failed' && state.failure.code === tooNewCode) return { ok: false, failure: state.failure }
    const changed = { ...run, ...changes }
    try {
      await writeRecord(changed, ownProcess())
    } catch (error) {
      return refusals.notWritten(error as Error)
    }
    list.put(changed)
    return ok({})
  }

  /** Makes a run's folder: the one that is named, or among the others one with a name that none has yet. */
  async function create(
    facts: Omit<RunSummary, 'id' | 'directory' | 'startedAt' | 'plan'>,
    document: LoomDocument,
    { directory, write }: { directory?: string; write?: (folder: string) => Promise<Result<void>> },
  ): Promise<Result<RunSummary>> {
    const startedAt = Date.now()
    const name = runName(facts.title, new Date(startedAt))
    const mayExist = directory !== undefined
    for (let copy = 1; ; copy++) {
      const folder = resolve(directory ?? join(runsDirectory, copy === 1 ? name : `${name}-${copy}`))
      const summary = { ...facts, id: list.idOf(folder), directory: folder, startedAt, plan: document.training }
      const created = await createRunFolder(summary, document, { owner: ownProcess(), mayExist, write })
      if (created.ok) return ok(summary)
      if (created.failure.code !== 'run-exists' || mayExist) return created
    }
  }

  return { idle, rewrite, create }
}
