import type { Point, Rect } from './geometry.ts'
import type { Route } from './level.ts'
import type { VisibleWire } from './visible.ts'

/** Everything that is needed to say how wires run on the canvas. */
export interface Ground {
  rects: ReadonlyMap<string, Rect>
  /** The frame around a node. */
  frameOf: ReadonlyMap<string, string | undefined>
  /** How the level around both ends leads a wire. */
  between(wire: VisibleWire): Route | undefined
  /** The lane inside of a frame that leads from its rim to one of its children, or from the child to the rim. */
  laneIn(frame: string, child: string): readonly Point[] | undefined
  laneOut(frame: string, child: string): readonly Point[] | undefined
}

export interface Routes {
  routes: ReadonlyMap<string, Route>
  /** How far from the middle of its target's top a wire ends. */
  shifts: ReadonlyMap<string, number>
}

/** How all wires run: out of the frames around one end, between both, and into those around the other. */
export function routesOn(wires: readonly VisibleWire[], ground: Ground): Routes {
  const shifts = shiftsOf(wires, ground)
  const routes = new Map<string, Route>()
  for (const wire of wires) {
    const route = routeOf(wire, ground, shifts.get(wire.id) ?? 0)
    if (route) routes.set(wire.id, route)
  }
  return { routes, shifts }
}

const middleOf = ({ x, width }: Rect): number => x + width / 2

/** A wire comes straight out of a frame and goes straight into one, and bends only between. */
function routeOf(wire: VisibleWire, ground: Ground, shift: number): Route | undefined {
  const between = ground.between(wire)
  const { source, target, from, to } = wire
  if (source === from && target === to) return between
  const [above, below] = [ground.rects.get(from)!, ground.rects.get(to)!]
  // Where a person has put the one above the other, nothing is between to go through.
  if (!between?.turn && below.y < above.y + above.height) return undefined
  const leaving = leave(wire, ground)
  const entering = enter(wire, ground, shift)
  return {
    through: [...leaving, ...(between?.through ?? []), ...entering],
    ...(between?.turn && { turn: { ...between.turn, at: leaving.length } }),
  }
}

function leave({ source, from }: VisibleWire, { rects, frameOf, laneOut }: Ground): Point[] {
  const points: Point[] = []
  let x = middleOf(rects.get(source)!)
  for (let child = source; child !== from; child = frameOf.get(child)!) {
    const frame = frameOf.get(child)!
    const lane = laneOut(frame, child) ?? []
    x = lane.at(-1)?.x ?? x
    const { y, height } = rects.get(frame)!
    points.push(...lane, { x, y: y + height })
  }
  return points
}

function enter({ target, to }: VisibleWire, { rects, frameOf, laneIn }: Ground, shift: number): Point[] {
  let points: Point[] = []
  let x = middleOf(rects.get(target)!) + shift
  for (let child = target; child !== to; child = frameOf.get(child)!) {
    const frame = frameOf.get(child)!
    const lane = laneIn(frame, child) ?? []
    x = lane[0]?.x ?? x
    points = [{ x, y: rects.get(frame)!.y }, ...lane, ...points]
  }
  return points
}

/** Between ends of wires at one card. */
const leastStep = 22
/** Between the end of a wire and the side of the card. */
const leastMargin = 28

/** Where several wires end at one card, each does as near as can be to where it comes from. */
function shiftsOf(wires: readonly VisibleWire[], ground: Ground): Map<string, number> {
  const into = new Map<string, VisibleWire[]>()
  for (const wire of wires) {
    const list = into.get(wire.target)
    if (list) list.push(wire)
    else into.set(wire.target, [wire])
  }
  const shifts = new Map<string, number>()
  for (const [target, list] of into) {
    if (list.length === 1) continue
    const rect = ground.rects.get(target)!
    const most = rect.width / 2 - leastMargin
    const step = Math.min(leastStep, (2 * most) / (list.length - 1))
    const ends = list
      .map((wire) => ({ id: wire.id, x: comesFrom(wire, ground) - middleOf(rect) }))
      .sort((a, b) => a.x - b.x)
    // From the left each keeps its distance, then from the right, where those at the end have to make room.
    let least = -most
    for (const end of ends) {
      end.x = Math.max(least, Math.min(most, end.x))
      least = end.x + step
    }
    let limit = most
    for (const end of ends.reverse()) {
      end.x = Math.min(limit, end.x)
      limit = end.x - step
      shifts.set(end.id, end.x)
    }
  }
  return shifts
}

/** Along x, where a wire is before it comes to its target. */
function comesFrom(wire: VisibleWire, ground: Ground): number {
  const frame = ground.frameOf.get(wire.target)
  const inner = wire.target === wire.to ? undefined : ground.laneIn(frame!, wire.target)
  if (inner) return inner.at(-1)!.x
  const between = ground.between(wire)
  return between?.through.at(-1)?.x ?? between?.turn?.x ?? middleOf(ground.rects.get(wire.source)!)
}
