import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { wirePath } from '../../src-core/layout/path.ts'
import type { VisibleWire } from '../../src-core/layout/visible.ts'

/** The line of a wire where the arrangement has it: the `d` of an SVG path. */
export function lineOf({ id, source, target }: VisibleWire, { placed, routes, shifts }: Arrangement): string {
  const [from, to] = [placed.get(source)!, placed.get(target)!]
  const start = { x: from.x + from.width / 2, y: from.y + from.height }
  const end = { x: to.x + to.width / 2 + (shifts.get(id) ?? 0), y: to.y }
  return wirePath(start, end, routes.get(id)).d
}
