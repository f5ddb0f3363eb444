import { gaps } from './geometry.ts'
import type { Point } from './geometry.ts'
import type { Route, Turn } from './level.ts'

interface WirePath {
  /** For the `d` of an SVG path. */
  d: string
  /** Where the wire's label stands. */
  label: Point
}

const cornerRadius = 12

/** The line of a wire from the bottom of one card to the top of another. */
export function wirePath(source: Point, target: Point, route: Route | undefined): WirePath {
  if (!route && target.y <= source.y + 4) return turned(source, target, { through: [], turn: upwards(source, target) })
  if (route?.turn) return turned(source, target, { through: route.through, turn: route.turn })
  const points = [source, ...(route?.through ?? []), target]
  return { d: `M${source.x},${source.y}${downThrough(points)}`, label: middleOfLongest(points) }
}

/** Out at the side, or between both where there is room. */
function upwards(source: Point, target: Point): NonNullable<Route['turn']> {
  const hasRoom = Math.abs(target.x - source.x) > 260
  const x = hasRoom ? (source.x + target.x) / 2 : Math.max(source.x, target.x) + 136
  return { at: 0, bottom: source.y + gaps.turn, x, top: target.y - gaps.turn }
}

function turned(source: Point, target: Point, { through, turn }: Required<Route>): WirePath {
  const before = [source, ...through.slice(0, turn.at)]
  const after = [...through.slice(turn.at), target]
  const round = roundTheEnds(before.at(-1)!, after[0]!, turn)
  return { d: `M${source.x},${source.y}${downThrough(before)}${round.d}${downThrough(after)}`, label: round.label }
}

/** From the first point downwards at every other, straight where it can be and bent where the sides change. */
const downThrough = (points: readonly Point[]): string =>
  points
    .slice(1)
    .map((point, i) => bend(points[i]!, point))
    .join('')

function middleOfLongest(points: readonly Point[]): Point {
  let longest = { length: -1, label: points[0]! }
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!]
    const length = Math.abs(to.y - from.y) + Math.abs(to.x - from.x)
    if (length > longest.length) longest = { length, label: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } }
  }
  return longest.label
}

function bend(from: Point, to: Point): string {
  if (Math.abs(from.x - to.x) < 0.5) return `L${to.x},${to.y}`
  const reach = Math.max(14, Math.min(Math.abs(to.y - from.y) / 2, 90))
  return `C${from.x},${from.y + reach} ${to.x},${to.y - reach} ${to.x},${to.y}`
}

function roundTheEnds(source: Point, target: Point, turn: Turn): WirePath {
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

/** On from the first point in straight pieces whose corners are rounded. */
function roundedLine(points: readonly Point[]): string {
  let d = ''
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
