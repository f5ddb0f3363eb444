import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { endsOf } from '../../src-core/layout/ends.ts'
import { wirePath } from '../../src-core/layout/path.ts'
import type { VisibleWire } from '../../src-core/layout/visible.ts'

/** The line of a wire where the arrangement has it: the `d` of an SVG path. */
export function lineOf(wire: VisibleWire, arrangement: Arrangement): string {
  const { start, end } = endsOf(wire, arrangement)
  return wirePath(start, end, arrangement.routes.get(wire.id)).d
}
