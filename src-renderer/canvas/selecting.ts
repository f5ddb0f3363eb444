import type { NodeChange, OnNodesChange } from '@xyflow/react'
import type { MouseEvent } from 'react'
import { useEditor } from '../store/editor.ts'
import type { CanvasNode } from './flow.ts'

/** Brings what React Flow says of the selection to the editor's, of which it is told in turn. */
export function selectingHands() {
  /** What was selected before a box was begun with Shift, and what the box has caught so far. */
  let box: { kept: readonly string[]; caught: Set<string> } | undefined
  let pressed: { selection: readonly string[]; adds: boolean } = { selection: [], adds: false }

  const onNodesChange: OnNodesChange<CanvasNode> = (changes) => {
    const selects = changes.filter((change) => change.type === 'select')
    if (selects.length === 0) return
    const { selection, select } = useEditor.getState()
    if (box) {
      apply(box.caught, selects)
      select([...new Set([...box.kept, ...box.caught])])
      return
    }
    const next = new Set(selection)
    apply(next, selects)
    select([...next])
  }
  return {
    onNodesChange,
    onPointerDownCapture(event: MouseEvent) {
      pressed = { selection: useEditor.getState().selection, adds: event.shiftKey || event.metaKey || event.ctrlKey }
    },
    onSelectionStart() {
      box = { kept: pressed.adds ? pressed.selection : [], caught: new Set() }
      useEditor.getState().select(box.kept)
    },
    onSelectionEnd() {
      box = undefined
    },
    // A press on the canvas lets go of wires and frames too, of which React Flow knows nothing.
    onPaneClick: () => pressed.adds || useEditor.getState().select([]),
    onNodeClick(event: MouseEvent, { id }: CanvasNode) {
      const { selection, select } = useEditor.getState()
      const isFrame = event.currentTarget.classList.contains('react-flow__node-frame')
      const adds = event.shiftKey || event.metaKey || event.ctrlKey
      if (!adds && !isFrame && selection.some((other) => other !== id)) select([id])
    },
  }
}

type SelectChange = Extract<NodeChange<CanvasNode>, { type: 'select' }>

function apply(ids: Set<string>, changes: readonly SelectChange[]): void {
  for (const { id, selected } of changes) {
    if (selected) ids.add(id)
    else ids.delete(id)
  }
}
