import type { Arrangement } from './arrangement.ts'
import type { Point } from './geometry.ts'
import type { VisibleWire } from './visible.ts'

/** Where a wire leaves its source's bottom and comes to its target's top, both as the arrangement has them. */
export function endsOf(
  { id, source, target }: VisibleWire,
  { placed, shifts }: Pick<Arrangement, 'placed' | 'shifts'>,
): { start: Point; end: Point } {
  const [from, to] = [placed.get(source)!, placed.get(target)!]
  return {
    start: { x: from.x + from.width / 2, y: from.y + from.height },
    end: { x: to.x + to.width / 2 + (shifts.get(id) ?? 0), y: to.y },
  }
}
