import type { LoomDocument, Position } from '../../src-core/document/schema.ts'
import { around } from '../layout/geometry.ts'
import type { Point, Rect } from '../layout/geometry.ts'
import { layoutLevel } from '../layout/level.ts'
import type { Box, LevelLayout, Link, Route } from '../layout/level.ts'
import { settle } from './settle.ts'
import { cardSizes, emptyInside, frameRim } from './sizes.ts'
import type { VisibleGraph, VisibleNode, VisibleWire } from './visible.ts'

/** Where a node is drawn. */
export interface Placed extends Rect {
  /** The top left corner relative to the frame's around; x and y are the canvas's. */
  inFrame: Point
  /** Where the document's position of the node is on the canvas: for a frame the corner of its inside. */
  origin: Point
}

export interface Arrangement {
  placed: ReadonlyMap<string, Placed>
  /** How wires run that do not go straight, in the canvas's coordinates, by their ids. */
  routes: ReadonlyMap<string, Route>
}

type Layout = LoomDocument['layout']

/** One level laid out: the inside of a frame, or everything at the top. */
interface Level {
  /** Positions as the document has them: relative to the inside's corner of the frame around. */
  positions: ReadonlyMap<string, Position>
  /** What is drawn for each position, relative to it. */
  rects: ReadonlyMap<string, Rect>
  /** Around all rects, relative to the level's own corner. */
  bounds: Rect
  routes: ReadonlyMap<string, Route>
}

/**
 * Gives the function that places everything in sight: where a person put it, else laid out. It keeps the layout of each
 * level by what is in it, so that a change inside a block lays out that block and those around it only.
 */
export function arranger(): (graph: VisibleGraph, layout: Layout) => Arrangement {
  const kept = new Map<string, { key: string; laid: LevelLayout }>()
  return (graph, layout) => {
    const levels = levelsOf(graph)
    const laidOf = (id: string | undefined, boxes: Box[], links: Link[]): LevelLayout => {
      const key = JSON.stringify([boxes.map(Object.values), links.map(Object.values)])
      const before = kept.get(id ?? '')
      if (before?.key === key) return before.laid
      const laid = layoutLevel(boxes, links)
      kept.set(id ?? '', { key, laid })
      return laid
    }
    const done = new Map<string | undefined, Level>()
    const arrange = (id: string | undefined): Level => {
      const { nodes, links } = levels.get(id)!
      const shapes = new Map(nodes.map((node) => [node.id, shapeOf(node, arrange)]))
      const boxes = nodes.map((node) => ({
        id: node.id,
        width: shapes.get(node.id)!.width,
        height: shapes.get(node.id)!.height,
      }))
      const level = { ...placedLevel(shapes, laidOf(id, boxes, links), links, layout) }
      done.set(id, level)
      return level
    }
    arrange(undefined)
    for (const id of kept.keys()) if (!levels.has(id || undefined)) kept.delete(id)
    return onCanvas(graph, done)
  }
}

function levelsOf({ nodes, wires }: VisibleGraph): Map<string | undefined, { nodes: VisibleNode[]; links: Link[] }> {
  const levels = new Map<string | undefined, { nodes: VisibleNode[]; links: Link[] }>([
    [undefined, { nodes: [], links: [] }],
  ])
  for (const node of nodes) {
    levels.get(node.frame)!.nodes.push(node)
    if (node.show === 'frame') levels.set(node.id, { nodes: [], links: [] })
  }
  for (const wire of wires) levels.get(wire.level)!.links.push({ id: wire.id, source: wire.from, target: wire.to })
  return levels
}

/** A node's rectangle relative to its position in the document: a frame reaches out over the corner of its inside. */
function shapeOf(node: VisibleNode, arrange: (id: string) => Level): Rect {
  if (node.show !== 'frame') return { x: 0, y: 0, ...cardSizes[node.show] }
  const inside = arrange(node.id).bounds
  return {
    x: inside.x - frameRim.side,
    y: inside.y - frameRim.top,
    width: inside.width + 2 * frameRim.side,
    height: inside.height + frameRim.top + frameRim.bottom,
  }
}

function placedLevel(
  shapes: ReadonlyMap<string, Rect>,
  laid: LevelLayout,
  links: readonly Link[],
  layout: Layout,
): Level {
  const automatic = new Map<string, Position>()
  for (const [id, { x, y }] of shapes) {
    const corner = laid.corners.get(id)!
    automatic.set(id, { x: corner.x - x, y: corner.y - y })
  }
  const positions = settle({ automatic, shapes, links, layout })
  const rects = new Map<string, Rect>()
  for (const [id, shape] of shapes) {
    const { x, y } = positions.get(id)!
    rects.set(id, { ...shape, x: x + shape.x, y: y + shape.y })
  }
  const stands = (id: string) => positions.get(id) === automatic.get(id)
  const routes = new Map<string, Route>()
  for (const { id, source, target } of links) {
    const route = laid.routes.get(id)
    if (route && stands(source) && stands(target)) routes.set(id, route)
  }
  return { positions, rects, bounds: around(rects.values()) ?? { x: 0, y: 0, ...emptyInside }, routes }
}

/** Puts the levels, each with coordinates of its own, into one another. */
function onCanvas({ nodes, wires }: VisibleGraph, levels: ReadonlyMap<string | undefined, Level>): Arrangement {
  const placed = new Map<string, Placed>()
  const zero = { x: 0, y: 0 }
  const insideOf = (frame: string | undefined) => (frame === undefined ? zero : placed.get(frame)!.origin)
  for (const { id, frame } of nodes) {
    const { rects, positions } = levels.get(frame)!
    const [inside, rect, position] = [insideOf(frame), rects.get(id)!, positions.get(id)!]
    const corner = { x: inside.x + rect.x, y: inside.y + rect.y }
    const outer = frame === undefined ? zero : placed.get(frame)!
    placed.set(id, {
      ...corner,
      width: rect.width,
      height: rect.height,
      inFrame: { x: corner.x - outer.x, y: corner.y - outer.y },
      origin: { x: inside.x + position.x, y: inside.y + position.y },
    })
  }
  const routes = new Map<string, Route>()
  for (const { id, level } of wires) {
    const route = levels.get(level)!.routes.get(id)
    if (route) routes.set(id, movedRoute(route, insideOf(level)))
  }
  return { placed, routes }
}

function movedRoute(route: Route, { x, y }: Point): Route {
  if ('through' in route) return { through: route.through.map((point) => ({ x: point.x + x, y: point.y + y })) }
  const { turn } = route
  return { turn: { bottom: turn.bottom + y, x: turn.x + x, top: turn.top + y } }
}

/** The ends of a wire on the edges of what it joins: each of several wires into one card has a place of its own. */
export function wireEnds(wires: readonly VisibleWire[], placed: Arrangement['placed']): Map<string, number> {
  const into = new Map<string, VisibleWire[]>()
  for (const wire of wires) {
    const list = into.get(wire.target)
    if (list) list.push(wire)
    else into.set(wire.target, [wire])
  }
  const shifts = new Map<string, number>()
  for (const [target, list] of into) {
    if (list.length === 1) continue
    const { width } = placed.get(target)!
    const middle = (wire: VisibleWire) => placed.get(wire.source)!.x + placed.get(wire.source)!.width / 2
    const step = Math.min(28, (width - 48) / (list.length - 1))
    const fromLeft = list.length === 1 ? list : [...list].sort((a, b) => middle(a) - middle(b))
    fromLeft.forEach((wire, i) => shifts.set(wire.id, (i - (list.length - 1) / 2) * step))
  }
  return shifts
}
