import type { LoomDocument, Position } from '../document/schema.ts'
import type { Point } from './geometry.ts'
import type { Arrangement } from './arrangement.ts'
import type { VisibleGraph } from './visible.ts'

/** The innermost unfolded block at a point of the canvas. */
export function frameAt({ nodes }: VisibleGraph, { placed }: Arrangement, { x, y }: Point): string | undefined {
  // A frame comes before what is in it, so that the last one is the innermost.
  return nodes.findLast(({ id, show }) => {
    if (show !== 'frame') return false
    const rect = placed.get(id)!
    return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height
  })?.id
}

/** A point of the canvas as the document has positions in a block: relative to the corner of its inside. */
export function positionIn(
  { placed }: Pick<Arrangement, 'placed'>,
  block: string | undefined,
  { x, y }: Point,
): Position {
  const origin = block === undefined ? undefined : placed.get(block)?.origin
  return { x: Math.round(x - (origin?.x ?? 0)), y: Math.round(y - (origin?.y ?? 0)) }
}

/** Where nodes are put by a move, as the document has it. */
export function movedPositions(
  { nodes, wires }: VisibleGraph,
  { placed }: Arrangement,
  layout: LoomDocument['layout'],
  moved: ReadonlyMap<string, Point>,
): Record<string, Position> {
  const frameOf = new Map(nodes.map(({ id, frame }) => [id, frame]))
  const standing = (id: string) => positionIn({ placed }, frameOf.get(id), placed.get(id)!.origin)
  const positions: Record<string, Position> = {}
  for (const [id, to] of moved) {
    const { inFrame } = placed.get(id)!
    const { x, y } = standing(id)
    positions[id] = { x: Math.round(x + to.x - inFrame.x), y: Math.round(y + to.y - inFrame.y) }
  }
  // What follows would go along with it from now on: it stays where it is until it is moved itself.
  for (const { from, to, level } of wires) {
    const isLeft = moved.has(from) && !moved.has(to) && frameOf.get(to) === level
    if (isLeft && !to.includes(':') && !Object.hasOwn(layout, to)) positions[to] = standing(to)
  }
  return positions
}
