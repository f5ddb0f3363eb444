import type { Position } from '../document/schema.ts'
import { gaps, overlap } from './geometry.ts'
import type { Rect } from './geometry.ts'
import type { Link } from './level.ts'

interface Level {
  /** Where the layout would have each node. */
  automatic: ReadonlyMap<string, Position>
  /** What is drawn of it, relative to its position. */
  shapes: ReadonlyMap<string, Rect>
  links: readonly Link[]
  /** Where a person put nodes. */
  layout: Readonly<Record<string, Position>>
}

/**
 * Brings the layout and what a person placed together: what was placed stays; what follows from it goes along with it,
 * and steps aside where it would cover it.
 */
export function settle({ automatic, shapes, links, layout }: Level): ReadonlyMap<string, Position> {
  const isPlaced = (id: string) => Object.hasOwn(layout, id)
  if (![...automatic.keys()].some(isPlaced)) return automatic
  const leaderOf = new Map<string, string>()
  for (const { source, target } of links) if (!leaderOf.has(target)) leaderOf.set(target, source)

  const settled = new Map<string, Position>()
  const taken = [...automatic.keys()].filter(isPlaced).map((id) => rectAt(shapes.get(id)!, layout[id]!))
  const stackOf = (id: string) => {
    // Up to the first that is settled; a circle ends where it comes round.
    const stack = [id]
    for (let at = id; !isPlaced(at);) {
      const leader = leaderOf.get(at)
      if (leader === undefined || settled.has(leader) || stack.includes(leader)) break
      stack.push((at = leader))
    }
    return stack
  }
  for (const start of automatic.keys()) {
    if (settled.has(start)) continue
    for (const id of stackOf(start).reverse()) {
      const slot = automatic.get(id)!
      const leader = leaderOf.get(id)
      const goal = leader === undefined ? undefined : settled.get(leader)
      const from = leader === undefined ? undefined : automatic.get(leader)!
      const moves = goal && from && (goal.x !== from.x || goal.y !== from.y)
      const wanted = moves ? { x: slot.x + goal.x - from.x, y: slot.y + goal.y - from.y } : slot
      settled.set(id, isPlaced(id) ? layout[id]! : besides(taken, shapes.get(id)!, wanted))
    }
  }
  return settled
}

const rectAt = (shape: Rect, { x, y }: Position): Rect => ({ ...shape, x: shape.x + x, y: shape.y + y })

/** The wanted place, or the nearest to the right of it that covers nothing of what is taken. */
function besides(taken: readonly Rect[], shape: Rect, wanted: Position): Position {
  let at = wanted
  for (let tries = 0; tries <= taken.length; tries++) {
    const rect = rectAt(shape, at)
    const covered = taken.find((other) => overlap(rect, other))
    if (!covered) return at
    at = { x: covered.x + covered.width + gaps.card - shape.x, y: wanted.y }
  }
  return at
}
