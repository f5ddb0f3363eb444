import type { OnNodeDrag } from '@xyflow/react'
import { fragmentOf } from '../actions/fragment.ts'
import { edit } from '../actions/edit.ts'
import type { Point } from '../layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import type { CanvasNode } from './flow.ts'
import { hold, letGo, useCanvasGraph } from './graph.ts'
import { heat, useHands } from './hands.ts'
import { movedPositions } from './places.ts'
import { wireUnder } from './wire-under.ts'

/**
 * Dragging nodes: they follow the hand without touching the document, and one command places them when they are let go.
 * On a wire a layer is inserted into it; with Alt a copy is dragged and the original stays.
 */
export function draggingHands(toWindow: (canvas: Point) => Point) {
  let isCopy = false
  const onNodeDragStart: OnNodeDrag<CanvasNode> = (event, _, nodes) => {
    isCopy = event.altKey
    useHands.setState({ ghosts: isCopy ? nodes.map(({ id }) => id) : [] })
  }
  const onNodeDrag: OnNodeDrag<CanvasNode> = (_, node, nodes) => {
    hold(new Map(nodes.map(({ id, position }) => [id, position])))
    if (isCopy || nodes.length !== 1 || node.type !== 'layer') return
    const { placed } = useCanvasGraph.getState().arrangement
    const rect = placed.get(node.id)
    if (!rect) return
    const left = rect.x + node.position.x - rect.inFrame.x
    const top = rect.y + node.position.y - rect.inFrame.y
    // Its middle line tells: the pointer may hold it at a corner.
    const wires = [0.5, 0.15, 0.85].map((part) => {
      const point = toWindow({ x: left + rect.width / 2, y: top + rect.height * part })
      return wireUnder(point, { notAt: node.id, level: node.parentId })
    })
    heat(wires.find((wire) => wire !== undefined))
  }
  const onNodeDragStop: OnNodeDrag<CanvasNode> = (_, node, nodes) => {
    const { hotWire } = useHands.getState()
    const moved = new Map(nodes.map(({ id, position }) => [id, position]))
    useHands.setState({ hotWire: undefined, ghosts: [] })
    if (isCopy) copyTo(moved)
    else if (hotWire !== undefined) edit('restructure', { ids: [node.id], onEdges: edgesOf(hotWire) })
    else place(moved)
    letGo()
  }
  return { onNodeDragStart, onNodeDrag, onNodeDragStop }
}

const edgesOf = (wire: string) => useCanvasGraph.getState().graph.wires.find(({ id }) => id === wire)!.edges

function place(moved: ReadonlyMap<string, Point>): void {
  const { graph, arrangement } = useCanvasGraph.getState()
  const { layout } = useEditor.getState().history.document
  const hasMoved = [...moved].some(([id, { x, y }]) => {
    const { inFrame } = arrangement.placed.get(id)!
    return inFrame.x !== x || inFrame.y !== y
  })
  if (hasMoved) edit('moveNodes', { positions: movedPositions(graph, arrangement, layout, moved) })
}

function copyTo(moved: ReadonlyMap<string, Point>): void {
  const { graph, arrangement } = useCanvasGraph.getState()
  const { document } = useEditor.getState().history
  const fragment = fragmentOf(document, [...moved.keys()])
  const positions = movedPositions(graph, arrangement, document.layout, moved)
  const copied = Object.fromEntries([...moved.keys()].map((id) => [id, positions[id]!]))
  edit('pasteNodes', { ...fragment, layout: { ...fragment.layout, ...copied }, offset: { x: 0, y: 0 } })
}
