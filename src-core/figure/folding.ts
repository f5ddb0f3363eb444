import type { LoomDocument } from '../document/schema.ts'
import { blocksAround } from '../graph/blocks.ts'

/**
 * The document with other blocks folded.
 *
 * @param unfold a number: blocks less deep than that are unfolded, all others folded (0 folds all, Infinity none).
 *   A block's id: that block and those around it are unfolded, the others left as they are
 */
export function withFolds(document: LoomDocument, unfold: number | string): LoomDocument {
  const { nodes } = document
  const open = typeof unfold === 'string' ? new Set([unfold, ...blocksAround(nodes, unfold)]) : undefined
  const isFolded = (id: string, before: boolean | undefined) =>
    open ? before && !open.has(id) : blocksAround(nodes, id).length > Number(unfold)
  const folded = Object.entries(nodes).map(([id, node]) => [
    id,
    node.type === 'block' ? { ...node, folded: isFolded(id, node.folded) } : node,
  ])
  return { ...document, nodes: Object.fromEntries(folded) }
}
