import { withContents } from '../commands/delete.ts'
import type { LoomDocument } from '../document/schema.ts'

/** Part of a network: nodes with all that is in them, and the wires among them. */
export function partOf(
  { nodes, edges, layout }: LoomDocument,
  ids: readonly string[],
): Pick<LoomDocument, 'nodes' | 'edges' | 'layout'> {
  const all = withContents(
    nodes,
    ids.filter((id) => Object.hasOwn(nodes, id)),
  )
  const isRoot = (id: string) => !all.has(nodes[id]!.parent ?? '')
  const roots = new Set([...all].filter(isRoot))
  // Where nodes stand is said relative to the block around: of several blocks it says nothing about one another.
  const areTogether = new Set([...roots].map((id) => nodes[id]!.parent)).size === 1
  const among = <T>(entries: Readonly<Record<string, T>>, keep: (id: string, entry: T) => boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([id, entry]) => keep(id, entry)))
  return {
    nodes: Object.fromEntries(
      [...all].map((id) => [id, roots.has(id) ? { ...nodes[id]!, parent: undefined } : nodes[id]!]),
    ),
    edges: among(edges, (_, { source, target }) => all.has(source) && all.has(target)),
    layout: among(layout, (id) => all.has(id) && (areTogether || !roots.has(id))),
  }
}
