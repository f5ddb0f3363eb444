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
  /** How far from the middle of its target's top a wire ends, where several end there. */
  shifts: ReadonlyMap<string, number>
}

type Layout = LoomDocument['layout']

/** How tall a chain may be before it is broken into columns: all that is in sight, and one unfolded block of it. */
const tallest = { whole: 700, frame: 1_600 }

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
      const laid = layoutLevel(boxes, links, id === undefined ? tallest.whole : tallest.frame)
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
  const levelRoutes = new Map<string, Route>()
  for (const { id, level } of wires) {
    const route = levels.get(level)!.routes.get(id)
    if (route) levelRoutes.set(id, movedRoute(route, insideOf(level)))
  }
  const shifts = shiftsOf(wires, placed, levelRoutes)
  const routes = new Map<string, Route>()
  for (const wire of wires) {
    const route = throughFrames(wire, placed, levelRoutes.get(wire.id), shifts.get(wire.id) ?? 0)
    if (route) routes.set(wire.id, route)
  }
  return { placed, routes, shifts }
}

function movedRoute(route: Route, { x, y }: Point): Route {
  if ('through' in route) return { through: route.through.map((point) => ({ x: point.x + x, y: point.y + y })) }
  const { turn } = route
  return { turn: { bottom: turn.bottom + y, x: turn.x + x, top: turn.top + y } }
}

const middleOf = ({ x, width }: Rect): number => x + width / 2

/** A wire that comes out of a frame or goes into one does so straight, and bends only between both. */
function throughFrames(
  { source, target, from, to }: VisibleWire,
  placed: Arrangement['placed'],
  route: Route | undefined,
  shift: number,
): Route | undefined {
  if (route && 'turn' in route) return route
  const [start, end, above, below] = [placed.get(source)!, placed.get(target)!, placed.get(from)!, placed.get(to)!]
  if ((source === from && target === to) || below.y < above.y + above.height) return route
  const leaves = source === from ? [] : [{ x: middleOf(start), y: above.y + above.height }]
  const enters = target === to ? [] : [{ x: middleOf(end) + shift, y: below.y }]
  return { through: [...leaves, ...(route?.through ?? []), ...enters] }
}

/** Between ends of wires at one card. */
const leastStep = 22

/** Where several wires end at one card, each does as near as can be to where it comes from. */
function shiftsOf(
  wires: readonly VisibleWire[],
  placed: Arrangement['placed'],
  routes: ReadonlyMap<string, Route>,
): Map<string, number> {
  const into = new Map<string, VisibleWire[]>()
  for (const wire of wires) {
    const list = into.get(wire.target)
    if (list) list.push(wire)
    else into.set(wire.target, [wire])
  }
  const shifts = new Map<string, number>()
  for (const [target, list] of into) {
    if (list.length === 1) continue
    const rect = placed.get(target)!
    const most = rect.width / 2 - 28
    const step = Math.min(leastStep, (2 * most) / (list.length - 1))
    const wanted = list
      .map((wire) => ({ id: wire.id, x: comesFrom(wire, placed, routes.get(wire.id)) - middleOf(rect) }))
      .sort((a, b) => a.x - b.x)
    // From the left each keeps its distance, then from the right, where those at the end have to make room.
    let least = -most
    for (const end of wanted) {
      end.x = Math.max(least, Math.min(most, end.x))
      least = end.x + step
    }
    let limit = most
    for (const end of wanted.reverse()) {
      end.x = Math.min(limit, end.x)
      limit = end.x - step
      shifts.set(end.id, end.x)
    }
  }
  return shifts
}

function comesFrom({ source }: VisibleWire, placed: Arrangement['placed'], route: Route | undefined): number {
  if (route && 'turn' in route) return route.turn.x
  return route?.through.at(-1)?.x ?? middleOf(placed.get(source)!)
}
