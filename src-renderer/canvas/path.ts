import { gaps } from '../layout/geometry.ts'
import type { Point } from '../layout/geometry.ts'
import type { Route } from '../layout/level.ts'

interface WirePath {
  /** For the `d` of an SVG path. */
  d: string
  /** Where the wire's label stands. */
  label: Point
}

const cornerRadius = 12

/** The line of a wire from the bottom of one card to the top of another. */
export function wirePath(source: Point, target: Point, route: Route | undefined): WirePath {
  if (route && 'through' in route) return throughPoints(source, [...route.through, target])
  if (route) return roundTheEnds(source, target, route.turn)
  if (target.y > source.y + 4) return throughPoints(source, [target])
  // Upwards: out at the side, or between both where there is room.
  const between = (source.x + target.x) / 2
  const x = Math.abs(target.x - source.x) > 240 ? between : Math.max(source.x, target.x) + 128
  return roundTheEnds(source, target, { bottom: source.y + gaps.turn, x, top: target.y - gaps.turn })
}

/** Downwards at every point, straight where it can be and bent where the sides change. */
function throughPoints(source: Point, points: readonly Point[]): WirePath {
  let d = `M${source.x},${source.y}`
  let last = source
  let longest = { length: -1, label: source }
  for (const point of points) {
    d += bend(last, point)
    const length = Math.abs(point.y - last.y) + Math.abs(point.x - last.x)
    // The first of equally long stretches, and the last stretch only if it is the only one long enough.
    if (length > longest.length + 1) {
      longest = { length, label: { x: (last.x + point.x) / 2, y: (last.y + point.y) / 2 } }
    }
    last = point
  }
  return { d, label: longest.label }
}

function bend(from: Point, to: Point): string {
  if (Math.abs(from.x - to.x) < 0.5) return `L${to.x},${to.y}`
  const reach = Math.max(14, Math.min(Math.abs(to.y - from.y) / 2, 90))
  return `C${from.x},${from.y + reach} ${to.x},${to.y - reach} ${to.x},${to.y}`
}

function roundTheEnds(source: Point, target: Point, turn: { bottom: number; x: number; top: number }): WirePath {
  const bottom = Math.max(turn.bottom, source.y + gaps.turn)
  const top = Math.min(turn.top, target.y - gaps.turn)
  const corners = [
    source,
    { x: source.x, y: bottom },
    { x: turn.x, y: bottom },
    { x: turn.x, y: top },
    { x: target.x, y: top },
    target,
  ]
  return { d: roundedLine(corners), label: { x: turn.x, y: (bottom + top) / 2 } }
}

/** A line of straight pieces whose corners are rounded. */
function roundedLine(points: readonly Point[]): string {
  let d = `M${points[0]!.x},${points[0]!.y}`
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!]
    const radius = Math.min(cornerRadius, distance(before, corner) / 2, distance(corner, after) / 2)
    const start = towards(corner, before, radius)
    const end = towards(corner, after, radius)
    d += `L${start.x},${start.y}Q${corner.x},${corner.y} ${end.x},${end.y}`
  }
  const last = points.at(-1)!
  return `${d}L${last.x},${last.y}`
}

const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole }
}
