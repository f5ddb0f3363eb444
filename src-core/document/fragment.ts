import { withContents } from '../commands/delete.ts'
import type { LoomDocument } from './schema.ts'

/** Part of a network: nodes with all that is in them, the wires among them, and where they stand. */
export type Fragment = Pick<LoomDocument, 'nodes' | 'edges' | 'layout'>

export function fragmentOf({ nodes, edges, layout }: Fragment, ids: readonly string[]): Fragment {
  const all = withContents(nodes, ids)
  const among = <T>(entries: Readonly<Record<string, T>>, keep: (id: string, entry: T) => boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([id, entry]) => keep(id, entry)))
  return {
    nodes: among(nodes, (id) => all.has(id)),
    edges: among(edges, (_, { source, target }) => all.has(source) && all.has(target)),
    layout: among(layout, (id) => all.has(id)),
  }
}
