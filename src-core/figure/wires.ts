import type { Arrangement } from '../layout/arrangement.ts'
import { endsOf } from '../layout/ends.ts'
import type { Point } from '../layout/geometry.ts'
import { movedRoute } from '../layout/level.ts'
import { wirePath } from '../layout/path.ts'
import type { VisibleGraph, VisibleWire } from '../layout/visible.ts'
import { stackHeight } from './cards.ts'
import { ink } from './marks.ts'
import type { FigureWire } from './marks.ts'

const head = { length: 7, half: 3.5 }

/** A wire as the canvas has it, with an arrow: on paper nobody can follow it by hand. */
export function figureWire(
  wire: VisibleWire,
  { graph, arrangement }: { graph: VisibleGraph; arrangement: Arrangement },
  by: Point,
): FigureWire {
  const below = graph.nodes.some(({ id, show }) => id === wire.source && show === 'block') ? stackHeight : 0
  const ends = endsOf(wire, arrangement)
  const start = { x: ends.start.x + by.x, y: ends.start.y + below + by.y }
  const tip = { x: ends.end.x + by.x, y: ends.end.y + by.y }
  const end = { x: tip.x, y: tip.y - head.length }
  const route = arrangement.routes.get(wire.id)
  const { d } = wirePath(start, end, route && movedRoute(route, by))
  return {
    d,
    color: ink.wire,
    head: [tip, { x: tip.x - head.half, y: end.y }, { x: tip.x + head.half, y: end.y }],
  }
}
