import type { LoomDocument } from '../../src-core/document/schema.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'

/** The innermost block, at most as deep as `scope`, that there still is; '' is the whole network. */
export function standingScope({ nodes }: LoomDocument, scope: string): string {
  return Object.hasOwn(nodes, scope) && nodes[scope]!.type === 'block' ? scope : ''
}

/**
 * The block to enter so that a node or a wire can be seen: `scope` where it is in sight there already, else the
 * innermost that shows it without unfolding anything.
 */
export function scopeShowing(document: LoomDocument, id: string, scope: string): string {
  const { nodes, edges } = document
  const edge = Object.hasOwn(edges, id) ? edges[id] : undefined
  if (!edge) return scopeOfNode(nodes, id, scope)
  // A wire shows wherever both its ends or the blocks around them do.
  const around = blocksAround(nodes, edge.source)
  const targetAround = blocksAround(nodes, edge.target)
  if (around.includes(scope) && targetAround.includes(scope)) return scope
  return around.find((block) => targetAround.includes(block)) ?? ''
}

function scopeOfNode(nodes: LoomDocument['nodes'], id: string, scope: string): string {
  if (!Object.hasOwn(nodes, id)) return scope
  const around = blocksAround(nodes, id)
  const at = around.indexOf(scope)
  const inSight = at >= 0 && around.slice(0, at).every((block) => !isFolded(nodes, block))
  return inSight ? scope : around[0]!
}

function isFolded(nodes: LoomDocument['nodes'], id: string): boolean {
  const node = nodes[id]
  return node?.type === 'block' && (node.folded ?? false)
}
