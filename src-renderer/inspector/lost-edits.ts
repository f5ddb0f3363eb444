import { create } from 'zustand'
import type { Entry } from '../../src-core/commands/history.ts'
import type { LostEdit } from '../../src-core/document/merge.ts'
import { useEditor } from '../store/editor.ts'

/** Edits by hand that a change of options found no place for. */
export interface Lost {
  /** The block whose options changed; '' for the network. */
  of: string
  edits: readonly LostEdit[]
  /** The step that lost them: they are shown for as long as it is not undone. */
  step: Entry
}

/** Kept outside of the inspector, so that the lists are still there when a person comes back from looking elsewhere. */
export const useLostEdits = create((): { lists: readonly Lost[] } => ({ lists: [] }))

/** Lists what the step that was just taken lost, if it lost anything. */
export function noteLostEdits(of: string, edits: readonly LostEdit[]): void {
  const { past, future } = useEditor.getState().history
  const step = past.at(-1)
  // A step that a later key press of the same visit replaced is no more, nor is what another document lost.
  const standing = useLostEdits
    .getState()
    .lists.filter((list) => past.includes(list.step) || future.includes(list.step))
  const isLost = step !== undefined && edits.length > 0
  useLostEdits.setState({
    lists: isLost ? [...standing.filter((list) => list.step !== step), { of, edits, step }] : standing,
  })
}

export const dismissLostEdits = (dismissed: Lost): void =>
  useLostEdits.setState(({ lists }) => ({ lists: lists.filter((list) => list !== dismissed) }))
