import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { around } from '../../src-core/layout/geometry.ts'
import type { Point, Rect } from '../../src-core/layout/geometry.ts'
import type { VisibleGraph, VisibleWire } from '../../src-core/layout/visible.ts'
import { lineOf } from './lines.ts'

/** Canvas pixels beside its line within which a wire can be taken: the rings at its ends reach so far. */
const reach = 36
/** Canvas pixels within which a wire's line stays of its ends and its route, whatever its turns. */
const room = 160

interface Run {
  wire: VisibleWire
  box: Rect
  /** Around each piece of its line, once somebody comes into `box`. */
  pieces?: Rect[]
}

const known = new WeakMap<Arrangement, Run[]>()

/**
 * Whether a wire that `takes` accepts may be within reach of a point of the canvas. It is asked with every move of what
 * is dragged, before the page is asked what is there, which takes much longer.
 */
export function isNearWire(
  graph: VisibleGraph,
  arrangement: Arrangement,
  point: Point,
  takes: (wire: VisibleWire) => boolean,
): boolean {
  let runs = known.get(arrangement)
  if (!runs) known.set(arrangement, (runs = graph.wires.map((wire) => ({ wire, box: boxOf(wire, arrangement) }))))
  return runs.some((run) => {
    if (!isIn(run.box, point, room)) return false
    run.pieces ??= piecesOf(lineOf(run.wire, arrangement))
    return run.pieces.some((piece) => isIn(piece, point, reach)) && takes(run.wire)
  })
}

function boxOf({ id, source, target }: VisibleWire, { placed, routes }: Arrangement): Rect {
  const { through = [], turn } = routes.get(id) ?? {}
  const corners = turn ? [{ x: turn.x, y: turn.top }, { x: turn.x, y: turn.bottom }, ...through] : through
  return around([placed.get(source)!, placed.get(target)!, ...corners.map(asRect)])!
}

/** The boxes around the pieces of a path of absolute lines and curves, which stay within their points. */
export function piecesOf(path: string): Rect[] {
  const pieces: Rect[] = []
  let last: Point[] = []
  for (const piece of path.split(/(?=[MLCQ])/)) {
    const numbers = piece.slice(1).split(/[ ,]/).map(Number)
    const points = numbers.flatMap((x, i) => (i % 2 === 0 ? { x, y: numbers[i + 1]! } : []))
    pieces.push(around([...last, ...points].map(asRect))!)
    last = points.slice(-1)
  }
  return pieces
}

const asRect = ({ x, y }: Point): Rect => ({ x, y, width: 0, height: 0 })

const isIn = ({ x, y, width, height }: Rect, point: Point, beside: number): boolean =>
  point.x >= x - beside && point.x <= x + width + beside && point.y >= y - beside && point.y <= y + height + beside
