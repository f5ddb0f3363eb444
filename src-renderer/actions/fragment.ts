import { formatDocument } from '../../src-core/document/file.ts'
import { fragmentOf } from '../../src-core/document/fragment.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'

/**
 * What is copied is a whole document of its own, as a file has it: it can be pasted into another window, sent to
 * someone, or saved, and what is in a file can be pasted.
 */
export function fragmentText(document: LoomDocument, ids: readonly string[]): string {
  const { nodes, ...rest } = fragmentOf(document, ids)
  const standing = Object.entries(nodes).map(([id, { parent, ...node }]) => [
    id,
    parent !== undefined && Object.hasOwn(nodes, parent) ? { ...node, parent } : node,
  ])
  const { format, version, training } = document
  return formatDocument({ format, version, training, nodes: Object.fromEntries(standing), ...rest })
}
