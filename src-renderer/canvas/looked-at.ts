import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { overlap } from '../../src-core/layout/geometry.ts'
import type { Rect } from '../../src-core/layout/geometry.ts'
import type { VisibleGraph } from '../../src-core/layout/visible.ts'

interface Scene {
  graph: VisibleGraph
  arrangement: Arrangement
}

/**
 * What should still be in sight after a change: the blocks that were folded or unfolded, else a selected node that has
 * gone elsewhere, as what was dropped may have, else what was in the middle.
 *
 * @param sight what of the canvas was in sight
 */
export function lookedAt(before: Scene, now: Scene, selection: readonly string[], sight: Rect): string[] {
  const turned = turnedBetween(before.graph, now.graph)
  if (turned.length > 0) return turned
  const moved = selection.find((id) => hasMoved(id, before.arrangement, now.arrangement))
  if (moved !== undefined) return [moved]
  const middle = nearestToMiddle(before, sight, (id) => now.arrangement.placed.has(id))
  return middle === undefined ? [] : [middle]
}

function turnedBetween(before: VisibleGraph, now: VisibleGraph): string[] {
  const shown = new Map(before.nodes.map(({ id, show }) => [id, show]))
  return now.nodes.filter(({ id, show }) => shown.has(id) && shown.get(id) !== show).map(({ id }) => id)
}

function hasMoved(id: string, before: Arrangement, now: Arrangement): boolean {
  const [was, is] = [before.placed.get(id), now.placed.get(id)]
  return is !== undefined && (was?.x !== is.x || was.y !== is.y)
}

function nearestToMiddle(
  { graph, arrangement }: Scene,
  sight: Rect,
  isThere: (id: string) => boolean,
): string | undefined {
  let nearest: string | undefined
  let least = Infinity
  for (const { id, show } of graph.nodes) {
    const rect = arrangement.placed.get(id)!
    if (show === 'frame' || !isThere(id) || !overlap(rect, sight)) continue
    const distance = Math.hypot(
      rect.x + rect.width / 2 - sight.x - sight.width / 2,
      rect.y + rect.height / 2 - sight.y - sight.height / 2,
    )
    if (distance < least) [nearest, least] = [id, distance]
  }
  return nearest
}
