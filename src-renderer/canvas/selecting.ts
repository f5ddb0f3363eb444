import type { NodeChange, OnNodesChange } from '@xyflow/react'
import type { MouseEvent } from 'react'
import type { Point } from '../../src-core/layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { nodeAt, nodesIn } from './far.ts'
import type { CanvasNode } from './flow.ts'
import { useCanvasGraph } from './graph.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Brings what React Flow says of the selection to the editor's, of which it is told in turn. */
export function selectingHands({ toCanvas }: Whereabouts) {
  /** What was selected before a box was begun with Shift, and what the box has caught so far. */
  let box: { kept: readonly string[]; caught: Set<string> } | undefined
  let pressed: Pressed = { selection: [], adds: false, at: { x: 0, y: 0 } }

  const onNodesChange: OnNodesChange<CanvasNode> = (changes) => {
    const selects = changes.filter((change) => change.type === 'select')
    if (selects.length === 0) return
    const { selection, select } = useEditor.getState()
    if (box) {
      apply(box.caught, selects)
      select([...new Set([...box.kept, ...box.caught])])
      return
    }
    // React Flow lets go of what it knows of: nothing of a block around, which is out of sight, nor wires.
    const replaces = !pressed.adds && selects.some(({ selected }) => selected)
    const next = new Set(replaces ? selection.filter(isInSight) : selection)
    apply(next, selects)
    select([...next])
  }
  /** What was selected before the press that began a drag. */
  const selectedBefore = () => pressed.selection
  const hands = {
    onNodesChange,
    onPointerDownCapture(event: MouseEvent) {
      const at = toCanvas({ x: event.clientX, y: event.clientY })
      pressed = { selection: useEditor.getState().selection, adds: isAdding(event), at }
    },
    onSelectionStart() {
      box = { kept: pressed.adds ? pressed.selection : [], caught: new Set() }
      useEditor.getState().select(box.kept)
    },
    onSelectionEnd(event: MouseEvent) {
      // From afar nothing is there that React Flow could catch.
      if (isSeenFromAfar(event) && box) {
        const caught = nodesIn(pressed.at, toCanvas({ x: event.clientX, y: event.clientY }))
        useEditor.getState().select([...new Set([...box.kept, ...caught])])
      }
      box = undefined
    },
    // A press on the canvas lets go of wires and frames too, of which React Flow knows nothing.
    onPaneClick(event: MouseEvent) {
      const { select } = useEditor.getState()
      const hit = isSeenFromAfar(event) ? nodeAt(pressed.at) : undefined
      if (hit !== undefined) select(pressed.adds ? toggled(pressed.selection, hit) : [hit])
      else if (!pressed.adds) select([])
    },
    onNodeClick(event: MouseEvent, { id }: CanvasNode) {
      const { selection, select } = useEditor.getState()
      const isFrame = event.currentTarget.classList.contains('react-flow__node-frame')
      if (!isAdding(event) && !isFrame && selection.some((other) => other !== id)) select([id])
    },
  }
  return { hands, selectedBefore }
}

interface Pressed {
  selection: readonly string[]
  adds: boolean
  /** On the canvas. */
  at: Point
}

const isInSight = (id: string): boolean => useCanvasGraph.getState().arrangement.placed.has(id)

const isAdding = (event: MouseEvent): boolean => event.shiftKey || event.metaKey || event.ctrlKey

const isSeenFromAfar = (event: MouseEvent): boolean =>
  event.target instanceof Element && event.target.closest('[data-far]') !== null

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]

type SelectChange = Extract<NodeChange<CanvasNode>, { type: 'select' }>

function apply(ids: Set<string>, changes: readonly SelectChange[]): void {
  for (const { id, selected } of changes) {
    if (selected) ids.add(id)
    else ids.delete(id)
  }
}
