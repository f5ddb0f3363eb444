import type { Edge, Node, NodeHandle } from '@xyflow/react'
import { Position } from '@xyflow/react'
import type { Rect } from '../../src-core/layout/geometry.ts'
import type { Route } from '../../src-core/layout/level.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import type { VisibleGraph, VisibleNode, VisibleWire } from '../../src-core/layout/visible.ts'

/** A node as React Flow has it. What it says it looks up by its id, so that an edit touches no node that stays in place. */
export type CanvasNode = Node<Record<string, never>, VisibleNode['show']>

export type CanvasEdge = Edge<WireData, 'wire'>
export interface WireData extends Record<string, unknown> {
  wire: VisibleWire
  route: Route | undefined
  /** How far from the middle of the target's top it ends. */
  shift: number
}

/** What is drawn elsewhere than the arrangement has it, while something moves: relative to the frame around. */
export type Moving = ReadonlyMap<string, Rect>

const noData: Record<string, never> = {}

/**
 * Makes React Flow's nodes and edges. What has stayed is given again as the same object, and where all has stayed the
 * same list, so that React passes it over.
 */
export function flowMaker() {
  let nodes: CanvasNode[] = []
  let edges: CanvasEdge[] = []
  return {
    nodes(graph: VisibleGraph, { placed }: Arrangement, moving: Moving, selection: ReadonlySet<string>): CanvasNode[] {
      const before = new Map(nodes.map((node) => [node.id, node]))
      const next = graph.nodes.map((node) => {
        const { inFrame, width, height } = placed.get(node.id)!
        const rect = moving.get(node.id) ?? { ...inFrame, width, height }
        const selected = selection.has(node.id)
        const last = before.get(node.id)
        return last && isAsBefore(last, node, rect, selected) ? last : canvasNode(node, rect, selected)
      })
      if (!sameItems(nodes, next)) nodes = next
      return nodes
    },
    edges(graph: VisibleGraph, arrangement: Arrangement, moving: Moving, selection: ReadonlySet<string>): CanvasEdge[] {
      const { routes, shifts } = arrangement
      const moves = movesIn(graph, moving)
      const before = new Map(edges.map((edge) => [edge.id, edge]))
      const next = graph.wires.map((wire) => {
        // A route is one between places where things stand.
        const route = moves(wire.source) || moves(wire.target) ? undefined : routes.get(wire.id)
        const data = { wire, route, shift: shifts.get(wire.id) ?? 0 }
        const selected = wire.edges.every((id) => selection.has(id))
        const last = before.get(wire.id)
        return last && last.selected === selected && isSameWire(last.data!, data) ? last : canvasEdge(data, selected)
      })
      if (!sameItems(edges, next)) edges = next
      return edges
    },
  }
}

const sameItems = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, i) => item === b[i])

const isSameWire = (a: WireData, b: WireData) =>
  a.wire === b.wire && a.shift === b.shift && isSameRoute(a.route, b.route)

function isSameRoute(a: Route | undefined, b: Route | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.through.length !== b.through.length) return false
  const isSameTurn =
    a.turn?.x === b.turn?.x &&
    a.turn?.top === b.turn?.top &&
    a.turn?.bottom === b.turn?.bottom &&
    a.turn?.at === b.turn?.at
  return isSameTurn && a.through.every(({ x, y }, i) => x === b.through[i]!.x && y === b.through[i]!.y)
}

/** Tells whether a node moves, by itself or with a frame around it. */
function movesIn({ nodes }: VisibleGraph, moving: Moving): (id: string) => boolean {
  if (moving.size === 0) return () => false
  const all = new Set(moving.keys())
  for (const { id, frame } of nodes) if (frame !== undefined && all.has(frame)) all.add(id)
  return (id) => all.has(id)
}

function isAsBefore(before: CanvasNode, node: VisibleNode, rect: Rect, selected: boolean): boolean {
  return (
    before.type === node.show &&
    before.parentId === node.frame &&
    before.selected === selected &&
    before.position.x === rect.x &&
    before.position.y === rect.y &&
    before.width === rect.width &&
    before.height === rect.height
  )
}

function canvasNode(node: VisibleNode, { x, y, width, height }: Rect, selected: boolean): CanvasNode {
  const isFrame = node.show === 'frame'
  return {
    id: node.id,
    type: node.show,
    data: noData,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    selected,
    handles: isFrame ? [] : handlesOf(node, width, height),
    ...(node.frame !== undefined && { parentId: node.frame }),
    domAttributes: { 'aria-labelledby': labelId(node.id) },
    // A frame is taken by its title: its inside belongs to the canvas, for boxes and new layers.
    ...(isFrame && { dragHandle: '.frame-title', selectable: false, style: { pointerEvents: 'none' }, zIndex: 0 }),
    // What is selected, and so what is dragged, lies over the rest.
    ...(!isFrame && { zIndex: selected ? 3 : 2 }),
    ...(node.show === 'outside' && { draggable: false, selectable: false }),
  }
}

/** The element that says a node's name to a screen reader. Ids may hold spaces, which would part a list of ids. */
export const labelId = (id: string): string => `node-label-${encodeURIComponent(id)}`

function handlesOf(node: VisibleNode, width: number, height: number): NodeHandle[] {
  const target = { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 0, height: 0 } as const
  const source = { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 0, height: 0 } as const
  if (node.show !== 'outside') return [target, source]
  return node.side === 'before' ? [source] : [target]
}

const canvasEdge = (data: WireData, selected: boolean): CanvasEdge => ({
  id: data.wire.id,
  type: 'wire',
  source: data.wire.source,
  target: data.wire.target,
  // In every language; React Flow's own is English.
  ariaLabel: `${data.wire.source} → ${data.wire.target}`,
  data,
  selected,
  zIndex: 1,
  // What is dragged to another end must be one wire of the document.
  reconnectable: data.wire.edges.length === 1,
})
