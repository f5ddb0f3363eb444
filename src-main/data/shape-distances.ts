import type { Kind } from '../../src-core/training/shape-classes.ts'

/**
 * How far a point lies outside a shape's edge, inside it below 0 (Inigo Quilez's signed distances). A shape lies
 * within the unit circle around the origin, x to the right and y up.
 *
 * No sine, cosine or hypotenuse, whose last digits differ between machines: square roots are exact everywhere.
 */
export type Distance = (x: number, y: number) => number

const length = (x: number, y: number) => Math.sqrt(x * x + y * y)
const clamp = (value: number) => Math.min(Math.max(value, 0), 1)

type Point = readonly [x: number, y: number]

/** @param corners in order; the edge joins the last with the first */
function polygon(...corners: readonly Point[]): Distance {
  const edges = corners.map(([x, y], i) => {
    const [fromX, fromY] = corners.at(i - 1)!
    return { x, y, alongX: fromX - x, alongY: fromY - y, fromY }
  })
  return (x, y) => {
    let nearest = Infinity
    let inside = false
    for (const edge of edges) {
      const [toX, toY] = [x - edge.x, y - edge.y]
      const { alongX, alongY } = edge
      const along = clamp((toX * alongX + toY * alongY) / (alongX * alongX + alongY * alongY))
      const [offX, offY] = [toX - alongX * along, toY - alongY * along]
      nearest = Math.min(nearest, offX * offX + offY * offY)
      if (edge.y > y !== edge.fromY > y && toX < (alongX * toY) / alongY) inside = !inside
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest)
  }
}

/** The corners of a regular polygon, or of a star whose inner corners lie at `inner`; the first is at the top. */
function corners(turn: Point, count: number, inner = 1): Point[] {
  const points: Point[] = []
  let [x, y] = [0, 1]
  for (let i = 0; i < count; i++) {
    const radius = i % 2 === 0 ? 1 : inner
    points.push([x * radius, y * radius])
    ;[x, y] = [x * turn[0] - y * turn[1], x * turn[1] + y * turn[0]]
  }
  return points
}

/** The cosine and sine of an angle, from its cosine. */
const turnOf = (cosine: number): Point => [cosine, Math.sqrt(1 - cosine * cosine)]
const by36 = turnOf((1 + Math.sqrt(5)) / 4)
const by72 = turnOf((Math.sqrt(5) - 1) / 4)
const by120 = turnOf(-1 / 2)
const half = Math.SQRT1_2

/** Close to exact near the edge, which is where it matters. */
const ellipse: Distance = (x, y) => {
  const [a, b] = [1, 0.52]
  const toEdge = length(x / a, y / b)
  const slope = length(x / (a * a), y / (b * b))
  return slope === 0 ? -b : (toEdge * (toEdge - 1)) / slope
}

const heart: Distance = (x, y) => {
  // Quilez's heart is 1.1 high and stands on the origin.
  const scale = 0.72
  const [across, up] = [Math.abs(x) * scale, y * scale + 0.55]
  if (up + across > 1) return (length(across - 0.25, up - 0.75) - Math.SQRT2 / 4) / scale
  const foot = 0.5 * Math.max(across + up, 0)
  const nearest = Math.min(length(across, up - 1), length(across - foot, up - foot))
  return (nearest * Math.sign(across - up)) / scale
}

const arm = 0.3
const tip = 0.92

export const distances: Record<Kind, Distance> = {
  circle: (x, y) => length(x, y) - 0.9,
  square: polygon([half, half], [-half, half], [-half, -half], [half, -half]),
  triangle: polygon(...corners(by120, 3)),
  star: polygon(...corners(by36, 10, 0.42)),
  cross: polygon(
    [arm, tip],
    [-arm, tip],
    [-arm, arm],
    [-tip, arm],
    [-tip, -arm],
    [-arm, -arm],
    [-arm, -tip],
    [arm, -tip],
    [arm, -arm],
    [tip, -arm],
    [tip, arm],
    [arm, arm],
  ),
  ring: (x, y) => Math.abs(length(x, y) - 0.73) - 0.22,
  // Twice as long as wide: a square stays a square when it is turned.
  diamond: polygon([0, 1], [-0.5, 0], [0, -1], [0.5, 0]),
  pentagon: polygon(...corners(by72, 5)),
  ellipse,
  crescent: (x, y) => Math.max(length(x, y) - 0.95, 0.8 - length(x - 0.5, y)),
  semicircle: (x, y) => Math.max(length(x, y + 0.4) - 0.95, -(y + 0.4)),
  heart,
}
