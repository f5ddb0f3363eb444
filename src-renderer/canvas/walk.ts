import type { Point } from '../../src-core/layout/geometry.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

const ways: Record<Direction, Point> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
}

/**
 * The node that an arrow key leads to: up and down along the wires, and where none leads on, as to the sides, to the
 * nearest that stands that way.
 */
export function walk(
  { nodes, wires }: VisibleGraph,
  { placed }: Arrangement,
  from: string,
  direction: Direction,
): string | undefined {
  const middle = (id: string) => {
    const { x, y, width, height } = placed.get(id)!
    return { x: x + width / 2, y: y + height / 2 }
  }
  if (!placed.has(from)) return undefined
  const start = middle(from)
  const nearestOf = (ids: readonly string[], cost: (id: string) => number) =>
    ids.reduce<{ id: string; cost: number } | undefined>((best, id) => {
      const own = cost(id)
      return own < (best?.cost ?? Infinity) ? { id, cost: own } : best
    }, undefined)?.id

  if (direction === 'down' || direction === 'up') {
    const joined = wires.flatMap(({ source, target }) =>
      direction === 'down' ? (source === from ? target : []) : target === from ? source : [],
    )
    const next = nearestOf(joined, (id) => Math.abs(middle(id).x - start.x) + Math.abs(middle(id).y - start.y) / 4)
    if (next !== undefined) return next
  }
  const way = ways[direction]
  const cards = nodes.filter(({ id, show }) => show !== 'frame' && id !== from).map(({ id }) => id)
  return nearestOf(cards, (id) => {
    const [x, y] = [middle(id).x - start.x, middle(id).y - start.y]
    const ahead = x * way.x + y * way.y
    const aside = Math.abs(x * way.y) + Math.abs(y * way.x)
    // What stands more aside than ahead is not that way.
    return ahead <= 0 || aside > ahead * 2 ? Infinity : ahead + aside * 2
  })
}
