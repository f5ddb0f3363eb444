import type { LoomDocument, Position } from '../document/schema.ts'
import { around } from './geometry.ts'
import type { Point, Rect } from './geometry.ts'
import { layoutLevel, movedRoute } from './level.ts'
import type { Box, LevelLayout, Link, Route } from './level.ts'
import { levelsOf, rim } from './levels.ts'
import type { Children } from './levels.ts'
import type { Routes } from './routes.ts'
import { routesOn } from './routes.ts'
import { settle } from './settle.ts'
import { cardSizes, emptyInside, frameRim } from './sizes.ts'
import type { VisibleGraph, VisibleNode } from './visible.ts'

/** Where a node is drawn. */
export interface Placed extends Rect {
  /** The top left corner relative to the frame's around; x and y are the canvas's. */
  inFrame: Point
  /** Where the document's position of the node is on the canvas: for a frame the corner of its inside. */
  origin: Point
}

export interface Arrangement extends Routes {
  placed: ReadonlyMap<string, Placed>
}

type Layout = LoomDocument['layout']
type Levels = ReadonlyMap<string | undefined, Level>

/** How tall a chain may be before it is broken into columns: all that is in sight, and one unfolded block of it. */
const tallest = { whole: 480, frame: 800 }

/** One level laid out: the inside of a frame, or everything at the top. */
interface Level {
  /** Positions as the document has them: relative to the inside's corner of the frame around. */
  positions: ReadonlyMap<string, Position>
  /** What is drawn for each position, relative to it. */
  rects: ReadonlyMap<string, Rect>
  /** Around all rects and lanes, relative to the level's own corner. */
  bounds: Rect
  /** The same if nobody had placed anything: what it has around it is laid out by this, so that a drag moves nothing else. */
  slot: Rect
  routes: ReadonlyMap<string, Route>
}

/**
 * Gives the function that places everything in sight: where a person put it, else laid out. It keeps the layout of each
 * level by what is in it, so that a change inside a block lays out that block and those around it only, and gives what it
 * gave last once more while it is of the same.
 */
export function arranger(): (graph: VisibleGraph, layout: Layout) => Arrangement {
  const kept = new Map<string | undefined, { boxes: Box[]; links: Link[]; laid: LevelLayout }>()
  const laidOut = (id: string | undefined, boxes: Box[], links: Link[]): LevelLayout => {
    const before = kept.get(id)
    if (before && sameAll(before.boxes, boxes, isSameBox) && sameAll(before.links, links, isSameLink))
      return before.laid
    const laid = layoutLevel(boxes, links, id === undefined ? tallest.whole : tallest.frame)
    kept.set(id, { boxes, links, laid })
    return laid
  }
  let last: { graph: VisibleGraph; layout: Layout; arrangement: Arrangement } | undefined
  return (graph, layout) => {
    if (last?.graph === graph && last.layout === layout) return last.arrangement
    const children = levelsOf(graph)
    const levels = new Map<string | undefined, Level>()
    const arrange = (id: string | undefined): Level => {
      const { nodes, links, lanes } = children.get(id)!
      const shapes = new Map(nodes.map((node) => [node.id, shapeOf(node, arrange)]))
      const boxes = nodes.map(({ id }) => ({
        id,
        width: shapes.get(id)!.slot.width,
        height: shapes.get(id)!.slot.height,
      }))
      const laid = laidOut(id, lanes.length > 0 ? [...boxes, ...rim.boxes] : boxes, [...links, ...lanes])
      const level = levelOf(shapes, laid, { links, lanes }, layout)
      levels.set(id, level)
      return level
    }
    arrange(undefined)
    for (const id of kept.keys()) if (!levels.has(id)) kept.delete(id)
    last = { graph, layout, arrangement: onCanvas(graph, levels) }
    return last.arrangement
  }
}

const sameAll = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean) =>
  a.length === b.length && a.every((item, i) => same(item, b[i]!))

const isSameBox = (a: Box, b: Box) => a.id === b.id && a.width === b.width && a.height === b.height
const isSameLink = (a: Link, b: Link) => a.id === b.id && a.source === b.source && a.target === b.target

/** Rectangles of a node relative to its position in the document: what is drawn, and what the layout keeps free for it. */
interface Shape {
  drawn: Rect
  slot: Rect
}

function shapeOf(node: VisibleNode, arrange: (id: string) => Level): Shape {
  if (node.show === 'frame') {
    const { bounds, slot } = arrange(node.id)
    return { drawn: framed(bounds), slot: framed(slot) }
  }
  const card = { x: 0, y: 0, ...cardSizes[node.show] }
  return { drawn: card, slot: card }
}

/** A frame reaches out over its inside. */
const framed = (inside: Rect): Rect => ({
  x: inside.x - frameRim.side,
  y: inside.y - frameRim.top,
  width: inside.width + 2 * frameRim.side,
  height: inside.height + frameRim.top + frameRim.bottom,
})

function levelOf(
  shapes: ReadonlyMap<string, Shape>,
  laid: LevelLayout,
  { links, lanes }: Pick<Children, 'links' | 'lanes'>,
  layout: Layout,
): Level {
  const slots = new Map([...shapes].map(([id, { slot }]) => [id, { ...slot, ...laid.corners.get(id)! }]))
  // The rim of a frame has a row of its own, which no card stands in.
  const first = around(slots.values())
  const start = { x: -(first?.x ?? 0), y: -(first?.y ?? 0) }
  const automatic = new Map<string, Position>()
  for (const [id, { slot }] of shapes) {
    const corner = slots.get(id)!
    automatic.set(id, { x: corner.x + start.x - slot.x, y: corner.y + start.y - slot.y })
  }
  const drawn = new Map([...shapes].map(([id, shape]) => [id, shape.drawn]))
  const positions = settle({ automatic, shapes: drawn, links, layout })
  const rects = at(positions, drawn)
  const stands = (id: string) => rim.ids.has(id) || positions.get(id) === automatic.get(id)
  const all = new Map<string, Route>()
  const routes = new Map<string, Route>()
  for (const { id, source, target } of [...links, ...lanes]) {
    const route = laid.routes.get(id)
    if (!route) continue
    all.set(id, movedRoute(route, start))
    if (stands(source) && stands(target)) routes.set(id, all.get(id)!)
  }
  const untouched = at(automatic, new Map([...shapes].map(([id, { slot }]) => [id, slot])))
  return { positions, rects, bounds: boundsOf(rects, routes), slot: boundsOf(untouched, all), routes }
}

function at(positions: ReadonlyMap<string, Position>, shapes: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const rects = new Map<string, Rect>()
  for (const [id, shape] of shapes) {
    const { x, y } = positions.get(id)!
    rects.set(id, { ...shape, x: x + shape.x, y: y + shape.y })
  }
  return rects
}

/** Lanes beside the cards need room too, but not above and below them. */
function boundsOf(rects: ReadonlyMap<string, Rect>, routes: ReadonlyMap<string, Route>): Rect {
  const cards = around(rects.values())
  if (!cards) return { x: 0, y: 0, ...emptyInside }
  const lanes = [...routes.values()].flatMap(({ through }) => through.map(({ x }) => ({ ...cards, x, width: 0 })))
  return around([cards, ...lanes])!
}

/** Puts the levels, each with coordinates of its own, into one another. */
function onCanvas({ nodes, wires }: VisibleGraph, levels: Levels): Arrangement {
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
  const routeIn = (level: string | undefined, id: string) => {
    const route = levels.get(level)!.routes.get(id)
    return route && movedRoute(route, insideOf(level))
  }
  const ground = {
    rects: placed,
    frameOf: new Map(nodes.map(({ id, frame }) => [id, frame])),
    between: (wire: { level: string | undefined; id: string }) => routeIn(wire.level, wire.id),
    laneIn: (frame: string, child: string) => routeIn(frame, rim.laneIn(child))?.through,
    laneOut: (frame: string, child: string) => routeIn(frame, rim.laneOut(child))?.through,
  }
  return { placed, ...routesOn(wires, ground) }
}
