import { fragmentOf } from '../document/fragment.ts'
import type { Fragment } from '../document/fragment.ts'

/** Part of a network as one by itself: blocks around it are left out. */
export function partOf(document: Fragment, ids: readonly string[]): Fragment {
  const there = ids.filter((id) => Object.hasOwn(document.nodes, id))
  const { nodes, edges, layout } = fragmentOf(document, there)
  const roots = new Set(Object.keys(nodes).filter((id) => !Object.hasOwn(nodes, nodes[id]!.parent ?? '')))
  // Where nodes stand is said relative to the block around: of several blocks it says nothing about one another.
  const areTogether = new Set([...roots].map((id) => nodes[id]!.parent)).size === 1
  return {
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => [id, roots.has(id) ? { ...node, parent: undefined } : node]),
    ),
    edges,
    layout: Object.fromEntries(Object.entries(layout).filter(([id]) => areTogether || !roots.has(id))),
  }
}
