import type { Rect } from '../../src-core/layout/geometry.ts'

/** A line on the canvas along which edges or middles of cards stand. */
export interface Guide {
  along: 'x' | 'y'
  at: number
  from: number
  to: number
}

export interface Aligned {
  /** How far to move so that it stands exactly. */
  dx: number
  dy: number
  guides: Guide[]
}

/**
 * The nearest places at which a rectangle stands in line with others, by an edge or by its middle.
 *
 * @param reach how far off it may be, in canvas pixels
 */
export function aligned(rect: Rect, others: readonly Rect[], reach: number): Aligned {
  const across = nearest(rect, others, reach, 'x')
  const down = nearest(rect, others, reach, 'y')
  const moved = { ...rect, x: rect.x + (across?.by ?? 0), y: rect.y + (down?.by ?? 0) }
  const guides: Guide[] = []
  if (across) guides.push(guideOf('x', across.at, moved, across.other))
  if (down) guides.push(guideOf('y', down.at, moved, down.other))
  return { dx: across?.by ?? 0, dy: down?.by ?? 0, guides }
}

/** Edge, middle, edge along an axis. */
const linesOf = ({ x, y, width, height }: Rect, axis: 'x' | 'y') =>
  axis === 'x' ? [x + width / 2, x, x + width] : [y + height / 2, y, y + height]

function nearest(rect: Rect, others: readonly Rect[], reach: number, axis: 'x' | 'y') {
  const own = linesOf(rect, axis)
  let best: { by: number; at: number; other: Rect } | undefined
  for (const other of others) {
    linesOf(other, axis).forEach((at, i) => {
      const by = at - own[i]!
      if (Math.abs(by) <= reach && Math.abs(by) < Math.abs(best?.by ?? Infinity)) best = { by, at, other }
    })
  }
  return best
}

function guideOf(along: 'x' | 'y', at: number, rect: Rect, other: Rect): Guide {
  const [start, size] = along === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const)
  const ends = [rect[start], rect[start] + rect[size], other[start], other[start] + other[size]]
  return { along, at, from: Math.min(...ends), to: Math.max(...ends) }
}
