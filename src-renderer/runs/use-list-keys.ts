import type { KeyboardEvent } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { deleteRun } from '../actions/delete-run.ts'
import { queueEarlier, queueLater } from '../actions/move-run.ts'
import { runAction } from '../actions/run.ts'
import { selectRun, toggleCompared } from '../store/runs.ts'

interface List {
  runs: readonly RunSummary[]
  compared: readonly string[]
  focusRow(id: string): void
  onRename(id: string): void
}

/** The keys of the list of runs, for the row that has the focus. */
export function useListKeys({ runs, compared, focusRow, onRename }: List) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-run]')
    const at = runs.findIndex(({ id }) => id === row?.dataset.run)
    const run = runs[at]
    if (!run) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined && event.altKey) {
      selectRun(run.id)
      runAction(by < 0 ? queueEarlier : queueLater)
    } else if (by !== undefined) {
      const next = runs[at + by]
      if (next) {
        if (event.shiftKey && !compared.includes(next.id)) toggleCompared(next.id, compared[0])
        // With Ctrl the focus alone walks, so that Space can lay a run over the shown one.
        else if (!event.shiftKey && !event.ctrlKey && !event.metaKey) selectRun(next.id)
        focusRow(next.id)
      }
    } else if (event.key === ' ') toggleCompared(run.id, compared[0])
    else if (event.key === 'Enter') selectRun(run.id)
    else if (event.key === 'F2') onRename(run.id)
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      selectRun(run.id)
      runAction(deleteRun)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
}
