import type { Connection, IsValidConnection, OnConnect, OnConnectEnd, OnConnectStart, OnReconnect } from '@xyflow/react'
import { nanoid } from 'nanoid'
import { wireBetween } from '../../src-core/commands/wiring.ts'
import { topologyOf } from '../../src-core/graph/topology.ts'
import { edit } from '../actions/edit.ts'
import type { Point } from '../../src-core/layout/geometry.ts'
import { useEditor } from '../store/editor.ts'
import { toast } from '../ui/toast.ts'
import { doorOf, noDoor, refusingNodes } from './doors.ts'
import type { CanvasEdge } from './flow.ts'
import { useCanvasGraph } from './graph.ts'
import type { LooseWire } from './hands.ts'
import { noNodes, useHands } from './hands.ts'
import { cardSizes } from '../../src-core/layout/sizes.ts'
import type { Whereabouts } from './whereabouts.ts'

/**
 * Drawing wires: what cannot be joined stands back while one is drawn; let go over a card it joins that card, let go
 * over empty canvas it asks what to add at its end.
 */
export function connectingHands({ toCanvas, toElement }: Whereabouts) {
  let isRewiring = false
  const onConnectStart: OnConnectStart = (_, { nodeId, handleType }) => {
    const wire = nodeId && handleType ? looseWire(nodeId, handleType) : undefined
    const { document } = useEditor.getState().history
    const refusing = wire ? refusingNodes(document, useCanvasGraph.getState().graph.nodes, wire) : noNodes
    useHands.setState({ refusing, quickAdd: undefined })
  }
  const onConnect: OnConnect = (connection) => join(connection)
  const onConnectEnd: OnConnectEnd = (event, { isValid, fromNode, fromHandle, toNode }) => {
    useHands.setState({ refusing: noNodes })
    const isOnHandle = isValid === true
    if (isOnHandle || isRewiring || !fromNode || !fromHandle) return
    const client = clientOf(event)
    const over = toNode?.id ?? nodeUnder(client)
    if (over !== undefined && over !== fromNode.id) {
      const [source, target] = fromHandle.type === 'source' ? [fromNode.id, over] : [over, fromNode.id]
      return join({ source, target })
    }
    const wire = looseWire(fromNode.id, fromHandle.type)
    if (over !== undefined || !wire) return
    const end = toCanvas(client)
    const { width, height } = cardSizes.layer
    const spot = { x: end.x - width / 2, y: wire.from === 'source' ? end.y : end.y - height }
    useHands.setState({ quickAdd: { at: toElement(client), spot, wire } })
  }
  const isValidConnection: IsValidConnection<CanvasEdge> = ({ source, target }) => {
    const { refusing } = useHands.getState()
    return source !== target && !refusing.has(source) && !refusing.has(target)
  }
  const onReconnectStart = () => void (isRewiring = true)
  const onReconnectEnd = () => void (isRewiring = false)
  const onReconnect: OnReconnect<CanvasEdge> = (edge, connection) => {
    if (edge.source === connection.source && edge.target === connection.target) return
    const ends = endsOf(connection)
    if (ends) rewire(edge.data!.wire.edges[0]!, ends, edge.target === connection.target)
  }
  return { onConnectStart, onConnect, onConnectEnd, isValidConnection, onReconnectStart, onReconnectEnd, onReconnect }
}

const visibleNode = (id: string) => useCanvasGraph.getState().graph.nodes.find((node) => node.id === id)

function looseWire(nodeId: string, from: LooseWire['from']): LooseWire | undefined {
  const node = visibleNode(nodeId)
  const layer = node && doorOf(useEditor.getState().history.document, node, from)
  return layer === undefined ? undefined : { layer, from }
}

/** Joins what two nodes in sight stand for; says why where that cannot be. */
function join(connection: Pick<Connection, 'source' | 'target'>): void {
  const ends = endsOf(connection)
  if (ends) edit('connect', ends)
}

/** The layers that a connection is meant for; says where they cannot be told. */
function endsOf({ source, target }: Pick<Connection, 'source' | 'target'>) {
  const { document } = useEditor.getState().history
  const [from, to] = [visibleNode(source), visibleNode(target)]
  if (!from || !to) return undefined
  const ends = { source: doorOf(document, from, 'source'), target: doorOf(document, to, 'target') }
  if (ends.source !== undefined && ends.target !== undefined) return { source: ends.source, target: ends.target }
  toast({ kind: 'info', message: noDoor })
  return undefined
}

/** Gives a wire another end, as one step that is called after what it made; refused, it stays as it is. */
function rewire(old: string, ends: { source: string; target: string }, keepsTarget: boolean): void {
  const { document } = useEditor.getState().history
  // The place among a merge's inputs stays too.
  const targetInput = keepsTarget ? document.edges[old]?.targetInput : undefined
  const possible = wireBetween(document, topologyOf(document), { ...ends, targetInput })
  if (!possible.ok) return toast({ kind: 'info', message: possible.refusal })
  const mergeKey = `rewire.${nanoid()}`
  edit('disconnect', { edges: [old] }, { mergeKey })
  edit('connect', { ...ends, targetInput }, { mergeKey })
}

function clientOf(event: MouseEvent | TouchEvent): Point {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event
  return { x: clientX, y: clientY }
}

const nodeUnder = ({ x, y }: Point): string | undefined =>
  document.elementFromPoint(x, y)?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined
