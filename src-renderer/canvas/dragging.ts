import type { OnNodeDrag, ReactFlowInstance } from '@xyflow/react'
import { nanoid } from 'nanoid'
import { edit } from '../actions/edit.ts'
import { fragmentOf } from '../../src-core/document/fragment.ts'
import { around } from '../../src-core/layout/geometry.ts'
import type { Point, Rect } from '../../src-core/layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { aligned } from './aligning.ts'
import { crumbUnder } from './crumb-under.ts'
import type { CanvasNode } from './flow.ts'
import { foreseeGraph, hold, letGo, useCanvasGraph } from './graph.ts'
import { noGuides, noNodes, nothingDragged, useHands } from './hands.ts'
import type { Landing, Sight } from './landing.ts'
import { heldBy, landingOf, landingOnCrumb, takesInto } from './landing.ts'
import { movedPositions, positionIn } from '../../src-core/layout/places.ts'
import type { VisibleWire } from '../../src-core/layout/visible.ts'
import { wireUnder } from './wire-under.ts'
import { isNearWire } from './wires-near.ts'

type Ways = Pick<ReactFlowInstance, 'flowToScreenPosition' | 'screenToFlowPosition' | 'getZoom'>

/** What is dragged from the press to the letting go. */
interface Drag {
  /** Alt was held at the beginning: a copy is dragged and the original stays. */
  isCopy: boolean
  ids: readonly string[]
  held: ReadonlySet<string>
  /** What stands beside it, to be in line with. */
  beside: readonly Rect[]
  /** Where it is now, relative to the frames around. */
  at: ReadonlyMap<string, Point>
  landing: Landing
  pullsOut: boolean
}

/** How near, in pixels of the window, something must come to another to stand in line with it. */
const alignReach = 6

/**
 * Dragging nodes: they follow the hand without touching the document, and one step of the history places them when they
 * are let go. On a wire they are inserted into it, on a block they go into it, beyond their own block they leave it, on a
 * breadcrumb they go out to its block; with Ctrl they are pulled out of their chain, with Alt a copy is dragged. The
 * commands say what the wires do.
 */
export function draggingHands(
  { flowToScreenPosition, screenToFlowPosition, getZoom }: Ways,
  selectedBefore: () => readonly string[],
) {
  let drag: Drag | undefined
  const wireAt = ({ graph, arrangement }: Sight, point: Point, takes: (wire: VisibleWire) => boolean) =>
    isNearWire(graph, arrangement, point, takes) ? wireUnder(flowToScreenPosition(point), takes) : undefined
  const onNodeDragStart: OnNodeDrag<CanvasNode> = (event, node, nodes) => {
    // With Ctrl one more is selected by a press; a drag with it is meant for what lies under the hand.
    const isAlone = isPulling(event) && !selectedBefore().includes(node.id)
    if (isAlone) useEditor.getState().select([node.id])
    const ids = isAlone ? [node.id] : nodes.map(({ id }) => id)
    const { graph } = useCanvasGraph.getState()
    const held = heldBy(graph, ids)
    drag = {
      isCopy: event.altKey,
      ids,
      held,
      beside: besides(ids, held),
      at: new Map(),
      landing: { on: 'canvas' },
      pullsOut: false,
    }
    useHands.setState({ ghosts: drag.isCopy ? ids : [], isDragging: true })
  }
  const onNodeDrag: OnNodeDrag<CanvasNode> = (event, node, nodes) => {
    if (!drag) return
    const client = clientOf(event)
    const sight = sightNow()
    const takes = drag.isCopy ? noNodes : drag.held
    drag.pullsOut = isPulling(event) && !drag.isCopy
    const pointer = screenToFlowPosition(client)
    // Its middle line tells too: the pointer may hold it at a corner.
    const points = node.type === 'frame' ? [pointer] : [pointer, ...middleLine(node)]
    const crumb = crumbUnder(client)
    const wire =
      drag.pullsOut || crumb !== undefined
        ? undefined
        : firstOf(points, (point) => wireAt(sight, point, (wire) => takesInto(sight, wire, takes)))
    const { ids } = drag
    drag.landing =
      crumb === undefined ? landingOf(sight, ids, drag.held, pointer, wire) : landingOnCrumb(sight.document, ids, crumb)
    const positions = new Map(nodes.filter(({ id }) => ids.includes(id)).map(({ id, position }) => [id, position]))
    const { dx, dy, guides } =
      drag.landing.on === 'canvas' ? aligned(boundsOf(positions), drag.beside, alignReach / getZoom()) : unaligned
    drag.at = new Map([...positions].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]))
    hold(drag.at)
    show(drag, client, guides)
    useHands.setState({ hotCrumb: drag.landing.on === 'block' ? crumb : undefined })
  }
  const onNodeDragStop: OnNodeDrag<CanvasNode> = () => {
    useHands.setState(nothingDragged)
    const step = drag && drag.at.size > 0 ? dropOf(drag) : undefined
    drag = undefined
    if (!step) return letGo()
    const document = useEditor.getState().foresee(...step)
    // Each a task: to work out what comes of it, where all goes then, and to draw it there takes longer than one should.
    setTimeout(() => foreseeGraph(document))
    setTimeout(() => {
      edit(...step)
      letGo()
    })
  }
  return { onNodeDragStart, onNodeDrag, onNodeDragStop }
}

const unaligned = { dx: 0, dy: 0, guides: noGuides }

function sightNow(): Sight {
  const { graph, arrangement } = useCanvasGraph.getState()
  return { document: useEditor.getState().history.document, scope: useView.getState().scope, graph, arrangement }
}

type Pointing = Parameters<OnNodeDrag<CanvasNode>>[0]

const isPulling = ({ ctrlKey, metaKey }: Pointing) => ctrlKey || metaKey

function clientOf(event: MouseEvent | TouchEvent | React.MouseEvent | React.TouchEvent): Point {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event
  return { x: clientX, y: clientY }
}

function firstOf<T>(points: readonly Point[], find: (point: Point) => T | undefined): T | undefined {
  for (const point of points) {
    const found = find(point)
    if (found !== undefined) return found
  }
  return undefined
}

/** Points of a card's middle line on the canvas, where the hand has it. */
function middleLine({ id, position }: CanvasNode): Point[] {
  const rect = rectAt(id, position)
  return [0.5, 0.15, 0.85].map((part) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height * part }))
}

/** Where a node is on the canvas while a hand holds it at a position in its frame. */
function rectAt(id: string, { x, y }: Point): Rect {
  const { inFrame, ...rect } = useCanvasGraph.getState().arrangement.placed.get(id)!
  return { x: rect.x + x - inFrame.x, y: rect.y + y - inFrame.y, width: rect.width, height: rect.height }
}

const boundsOf = (positions: ReadonlyMap<string, Point>): Rect =>
  around([...positions].map(([id, position]) => rectAt(id, position)))!

/** The cards and frames in the same frame as what is dragged. */
function besides(ids: readonly string[], held: ReadonlySet<string>): Rect[] {
  const { graph, arrangement } = useCanvasGraph.getState()
  const frame = graph.nodes.find(({ id }) => id === ids[0])?.frame
  return graph.nodes
    .filter((node) => node.frame === frame && node.show !== 'outside' && !held.has(node.id))
    .map(({ id }) => arrangement.placed.get(id)!)
}

function show({ landing, pullsOut, ids }: Drag, client: Point, guides: typeof noGuides): void {
  const hotWire = landing.on === 'wire' ? landing.wire.id : undefined
  const hotBlock = landing.on === 'block' ? landing.block : landing.on === 'wire' ? landing.parent : undefined
  const what =
    landing.on === 'nothing' ? undefined : pullsOut ? 'pull-out' : landing.on === 'canvas' ? undefined : landing.on
  useHands.setState({
    hotWire,
    hotBlock,
    guides,
    dragHint: what && { what, at: client, block: hotBlock, from: ids[0]! },
  })
}

type Step = Required<Parameters<typeof edit>>

/** What letting go does: one step of the history, whatever becomes of it; a copy is there already. */
function dropOf(drag: Drag): Step | undefined {
  const { landing, isCopy, pullsOut, at } = drag
  if (landing.on === 'nothing') return undefined
  const options = { mergeKey: `drag.${nanoid()}` }
  let ids = drag.ids
  if (isCopy) {
    if (!copyTo(at, options.mergeKey) || landing.on === 'canvas') return undefined
    ids = useEditor.getState().selection
  }
  if (landing.on === 'wire') {
    const { wire, parent } = landing
    return ['restructure', { ids, onEdges: [...wire.edges], ...(parent !== undefined && { parent }) }, options]
  }
  if (pullsOut) {
    const parent = landing.on === 'block' ? landing.block : undefined
    const positions = parent === undefined ? movedTo(at) : positionsIn(parent, at, drag.ids, ids)
    return ['restructure', { ids, pullOut: true, ...(parent !== undefined && { parent }), positions }, options]
  }
  if (landing.on === 'block') {
    // What has wires is laid out by them; what lies loose stays where it was let go.
    const positions = isCopy || isLoose(drag.held) ? positionsIn(landing.block, at, drag.ids, ids) : {}
    return ['restructure', { ids, parent: landing.block, positions }, options]
  }
  return hasMoved(at) ? ['moveNodes', { positions: movedTo(at) }, options] : undefined
}

function hasMoved(at: ReadonlyMap<string, Point>): boolean {
  const { placed } = useCanvasGraph.getState().arrangement
  return [...at].some(([id, { x, y }]) => placed.get(id)!.inFrame.x !== x || placed.get(id)!.inFrame.y !== y)
}

function movedTo(at: ReadonlyMap<string, Point>) {
  const { graph, arrangement } = useCanvasGraph.getState()
  return movedPositions(graph, arrangement, useEditor.getState().history.document.layout, at)
}

/** Positions in another block of what is held, under the ids that it has there; none in one that is not open in sight. */
function positionsIn(block: string, at: ReadonlyMap<string, Point>, held: readonly string[], ids: readonly string[]) {
  const { graph, arrangement } = useCanvasGraph.getState()
  const { scope } = useView.getState()
  if (block !== scope && !graph.nodes.some(({ id, show }) => id === block && show === 'frame')) return {}
  const frame = block === scope ? undefined : block
  return Object.fromEntries(
    held.map((id, i) => {
      const { origin, inFrame } = arrangement.placed.get(id)!
      const { x, y } = at.get(id)!
      const point = { x: origin.x + x - inFrame.x, y: origin.y + y - inFrame.y }
      return [ids[i]!, positionIn(arrangement, frame, point)]
    }),
  )
}

function isLoose(held: ReadonlySet<string>): boolean {
  const { wires } = useCanvasGraph.getState().graph
  return !wires.some(({ source, target }) => held.has(source) !== held.has(target))
}

function copyTo(at: ReadonlyMap<string, Point>, mergeKey: string): boolean {
  const { document } = useEditor.getState().history
  const fragment = fragmentOf(document, [...at.keys()])
  const positions = movedTo(at)
  const copied = Object.fromEntries([...at.keys()].map((id) => [id, positions[id]!]))
  const layout = { ...fragment.layout, ...copied }
  return edit('pasteNodes', { ...fragment, layout, offset: { x: 0, y: 0 } }, { mergeKey })
}
