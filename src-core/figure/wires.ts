import type { Arrangement } from '../layout/arrangement.ts'
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
  { id, source, target }: VisibleWire,
  { graph, arrangement }: { graph: VisibleGraph; arrangement: Arrangement },
  by: Point,
): FigureWire {
  const { placed, routes, shifts } = arrangement
  const [from, to] = [placed.get(source)!, placed.get(target)!]
  const below = graph.nodes.some(({ id, show }) => id === source && show === 'block') ? stackHeight : 0
  const start = { x: from.x + from.width / 2 + by.x, y: from.y + from.height + below + by.y }
  const tip = { x: to.x + to.width / 2 + (shifts.get(id) ?? 0) + by.x, y: to.y + by.y }
  const end = { x: tip.x, y: tip.y - head.length }
  const route = routes.get(id)
  const { d } = wirePath(start, end, route && movedRoute(route, by))
  return {
    d,
    color: ink.wire,
    head: [tip, { x: tip.x - head.half, y: end.y }, { x: tip.x + head.half, y: end.y }],
  }
}
