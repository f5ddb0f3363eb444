import { withContents } from '../../src-core/commands/delete.ts'
import { formatDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'

/** Part of a network: nodes with all that is in them, the wires among them, and where they stand. */
export type Fragment = Pick<LoomDocument, 'nodes' | 'edges' | 'layout'>

export function fragmentOf(document: LoomDocument, ids: readonly string[]): Fragment {
  const all = withContents(document.nodes, ids)
  const among = <T>(entries: Readonly<Record<string, T>>, keep: (id: string, entry: T) => boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([id, entry]) => keep(id, entry)))
  return {
    nodes: among(document.nodes, (id) => all.has(id)),
    edges: among(document.edges, (_, { source, target }) => all.has(source) && all.has(target)),
    layout: among(document.layout, (id) => all.has(id)),
  }
}

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
