import type { RunSummary } from '../../src-core/training/run.ts'
import { ownProcess } from './owner.ts'
import { writeRecord } from './store.ts'

/** Writes a run's record in its folder, one after the other: of several that wait, the newest alone. */
export function recordSaver() {
  let waiting: RunSummary | undefined
  let writing: Promise<void> | undefined

  async function write() {
    while (waiting) {
      const summary = waiting
      waiting = undefined
      // What could not be written now is written with the next change, or is found out from the other files later.
      await writeRecord(summary, ownProcess()).catch(() => undefined)
    }
    writing = undefined
  }

  return {
    save(summary: RunSummary) {
      waiting = summary
      writing ??= write()
    },
    async flush() {
      await writing
    },
  }
}
