import type { LoomDocument } from '../../src-core/document/schema.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { Point } from '../../src-core/layout/geometry.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import type { VisibleGraph, VisibleWire } from '../../src-core/layout/visible.ts'

/** Where what is dragged would come if it were let go now. */
export type Landing =
  /** In a wire, and in a block where not in the innermost around both its ends. */
  | { on: 'wire'; wire: VisibleWire; parent?: string }
  /** In another block; `''` is the whole network. */
  | { on: 'block'; block: string }
  | { on: 'canvas' }
  /** Back where it came from. */
  | { on: 'nothing' }

/** What the canvas shows, of which network. */
export interface Sight {
  document: LoomDocument
  scope: string
  graph: VisibleGraph
  arrangement: Arrangement
}

/** Nodes that a hand holds, with everything in sight inside of them. */
export function heldBy({ nodes }: VisibleGraph, ids: Iterable<string>): Set<string> {
  const held = new Set(ids)
  // A frame comes before what is in it.
  for (const { id, frame } of nodes) if (frame !== undefined && held.has(frame)) held.add(id)
  return held
}

/** Whether nodes could stand in a wire: it carries one layer's output, and not theirs or to them. */
export const takesInto = ({ document }: Pick<Sight, 'document'>, wire: VisibleWire, held: ReadonlySet<string>) =>
  !held.has(wire.source) &&
  !held.has(wire.target) &&
  wire.edges.every((id) => document.edges[id]?.source === wire.carries)

/**
 * Where nodes would land: in the wire that was found under them, else in the block under the pointer. Above all that is
 * unfolded they come to the block that is entered.
 */
export function landingOf(
  sight: Sight,
  ids: readonly string[],
  held: ReadonlySet<string>,
  pointer: Point,
  wire: VisibleWire | undefined,
): Landing {
  const { document, scope } = sight
  const block = blockAt(sight, held, pointer) ?? scope
  if (wire) {
    const around = aroundEnds(document, wire)
    const isDeeper = block !== '' && !around.both.includes(block) && around.either.includes(block)
    return isDeeper ? { on: 'wire', wire, parent: block } : { on: 'wire', wire }
  }
  return isElsewhere(document.nodes, ids, block) ? { on: 'block', block } : { on: 'canvas' }
}

/** Where nodes would land on the breadcrumb of a block: in that block, wherever it is, if they are not in it already. */
export function landingOnCrumb({ nodes }: LoomDocument, ids: readonly string[], block: string): Landing {
  return isElsewhere(nodes, ids, block) ? { on: 'block', block } : { on: 'nothing' }
}

const isElsewhere = (nodes: LoomDocument['nodes'], ids: readonly string[], block: string) =>
  ids.some((id) => (nodes[id]?.parent ?? '') !== block)

function aroundEnds({ nodes, edges }: LoomDocument, { edges: ids }: VisibleWire) {
  const [source, target] = [edges[ids[0]!]!.source, edges[ids[0]!]!.target].map((id) => blocksAround(nodes, id))
  return { both: source!.filter((block) => target!.includes(block)), either: [...source!, ...target!] }
}

/** The folded block or the innermost unfolded one at a point of the canvas. */
export function blockAt(
  { graph, arrangement }: Pick<Sight, 'graph' | 'arrangement'>,
  held: ReadonlySet<string>,
  { x, y }: Point,
): string | undefined {
  return graph.nodes.findLast(({ id, show }) => {
    if ((show !== 'block' && show !== 'frame') || held.has(id)) return false
    const rect = arrangement.placed.get(id)!
    return x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height
  })?.id
}
