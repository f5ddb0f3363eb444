import { create } from 'zustand'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Point, Rect } from '../../src-core/layout/geometry.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { arranger } from '../../src-core/layout/arrangement.ts'
import { flowMaker } from './flow.ts'
import type { CanvasEdge, CanvasNode, Moving } from './flow.ts'
import { tween } from './motion.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'
import { rememberingVisibleGraph } from '../../src-core/layout/visible.ts'

interface CanvasGraph {
  /** The block that is shown. */
  scope: string
  graph: VisibleGraph
  arrangement: Arrangement
  nodes: CanvasNode[]
  edges: CanvasEdge[]
}

const see = rememberingVisibleGraph()
const arrange = arranger()
const flow = flowMaker()

const nothingMoves: Moving = new Map()
let moving = nothingMoves
let stopMoving: () => void = () => undefined
/** A hand holds something elsewhere than the arrangement has it. */
let isHeld = false

/** Networks of more nodes than this are drawn on one bitmap from afar: as elements they would take seconds. */
const manyNodes = 250

export const isLarge = ({ nodes }: VisibleGraph): boolean => nodes.length > manyNodes

/** Above this many nodes a change of places is not animated: each frame of it would be late. */
const mostAnimated = 400

/**
 * What the canvas draws, worked out from the document whenever it changes and in the same moment, so that cards, wires
 * and figures never tell different stories. Where nodes move, `nodes` and `edges` follow with the first step of the way.
 */
export const useCanvasGraph = create<CanvasGraph>(() => {
  const { document } = useEditor.getState().history
  const { scope } = useView.getState()
  const graph = see(document, scope)
  return drawn(graph, arrange(graph, document.layout))
})

function drawn(graph: VisibleGraph, arrangement: Arrangement): CanvasGraph {
  const selection = new Set(useEditor.getState().selection)
  return {
    scope: useView.getState().scope,
    graph,
    arrangement,
    nodes: flow.nodes(graph, arrangement, moving, selection),
    edges: flow.edges(graph, arrangement, moving, selection),
  }
}

/** Arranges a document that is going to be the next, so that it is only drawn then. */
export function foreseeGraph(document: LoomDocument): void {
  arrange(see(document, useView.getState().scope), document.layout)
}

function refresh(): void {
  const { history } = useEditor.getState()
  const { scope } = useView.getState()
  const before = useCanvasGraph.getState()
  const graph = see(history.document, scope)
  const arrangement = arrange(graph, history.document.layout)
  if (graph === before.graph && arrangement === before.arrangement) return draw(graph, arrangement)

  const isElsewhere = before.scope !== scope || (history.past.length === 0 && history.future.length === 0)
  // Of a network of which one saw a picture there are no cards that could move.
  const isAnother = isElsewhere || isLarge(graph) !== isLarge(before.graph)
  goTo(graph, arrangement, isAnother ? [] : movesBetween(before, graph, arrangement))
}

/** Draws what has moved on its way to where it is now. */
function goTo(graph: VisibleGraph, arrangement: Arrangement, moves: readonly Move[]): void {
  stopMoving()
  isHeld = false
  moving = nothingMoves
  if (moves.length === 0 || moves.length > mostAnimated) return draw(graph, arrangement)
  const onTheWay = (part: number): Moving => new Map(moves.map(({ id, from, to }) => [id, between(from, to, part)]))
  moving = onTheWay(0)
  useCanvasGraph.setState({ scope: useView.getState().scope, graph, arrangement })
  // An edit, all that React does for it, and the first step of the way are a task each.
  const beginning = setTimeout(() => draw(graph, arrangement))
  const stopTween = tween((part) => {
    moving = part === 1 ? nothingMoves : onTheWay(part)
    draw(graph, arrangement)
  })
  stopMoving = () => {
    clearTimeout(beginning)
    stopTween()
  }
}

/** Tells React of what is new only; most edits change what cards say and nothing here. */
function draw(graph: VisibleGraph, arrangement: Arrangement): void {
  const before = useCanvasGraph.getState()
  const now = drawn(graph, arrangement)
  // Another network that looks the same is another one all the same, to be begun with.
  const isNew = now.graph !== before.graph || now.nodes !== before.nodes || now.edges !== before.edges
  if (isNew) useCanvasGraph.setState(now)
}

interface Move {
  id: string
  from: Rect
  to: Rect
}

function movesBetween(before: CanvasGraph, graph: VisibleGraph, { placed }: Arrangement): Move[] {
  const frameOf = new Map(graph.nodes.map(({ id, frame }) => [id, frame]))
  const moves: Move[] = []
  for (const { id, position, width, height, parentId } of before.nodes) {
    const goal = placed.get(id)
    // What comes into another frame has other coordinates there.
    if (!goal || frameOf.get(id) !== parentId) continue
    const from = { ...position, width: width!, height: height! }
    const to = { ...goal.inFrame, width: goal.width, height: goal.height }
    const stays = from.x === to.x && from.y === to.y && from.width === to.width && from.height === to.height
    if (!stays) moves.push({ id, from, to })
  }
  return moves
}

const between = (from: Rect, to: Rect, part: number): Rect => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
  width: from.width + (to.width - from.width) * part,
  height: from.height + (to.height - from.height) * part,
})

/** Shows nodes where a hand holds them, relative to their frames, until a command places them or {@link letGo}. */
export function hold(places: ReadonlyMap<string, Point>): void {
  stopMoving()
  const { arrangement, graph } = useCanvasGraph.getState()
  const held = new Map(moving)
  for (const [id, { x, y }] of places) {
    const placed = arrangement.placed.get(id)
    if (placed) held.set(id, { x, y, width: placed.width, height: placed.height })
  }
  moving = held
  isHeld = true
  draw(graph, arrangement)
}

/** What is still held goes back to where the document has it. */
export function letGo(): void {
  if (!isHeld) return
  const now = useCanvasGraph.getState()
  goTo(now.graph, now.arrangement, movesBetween(now, now.graph, now.arrangement))
}

/** What a fold has hidden is out of reach: the block that stands for it is selected in its place. */
function selectInSight(): void {
  const { selection, history, select } = useEditor.getState()
  const { placed } = useCanvasGraph.getState().arrangement
  const { nodes } = history.document
  const standIn = (id: string) =>
    Object.hasOwn(nodes, id) && !placed.has(id)
      ? (blocksAround(nodes, id).find((block) => placed.has(block)) ?? id)
      : id
  if (selection.some((id) => standIn(id) !== id)) select([...new Set(selection.map(standIn))])
}

useEditor.subscribe((now, before) => {
  const isEdited = now.history.document !== before.history.document
  const { graph } = useCanvasGraph.getState()
  if (isEdited || now.selection !== before.selection) refresh()
  if (isEdited && useCanvasGraph.getState().graph !== graph) selectInSight()
})
useView.subscribe((now, before) => {
  if (now.scope !== before.scope) refresh()
})
