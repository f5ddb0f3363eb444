import { freeId } from '../commands/names.ts'
import { edgeId } from './schema.ts'
import type { LoomDocument } from './schema.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** A graph with some of its nodes under other ids, which are free there and elsewhere; wires and parents follow. */
export function underOtherIds<G extends Graph>(graph: G, ids: readonly string[], taken: (id: string) => boolean): G {
  if (ids.length === 0) return graph
  const renamed = new Map<string, string>()
  const isTaken = (id: string) => taken(id) || Object.hasOwn(graph.nodes, id) || [...renamed.values()].includes(id)
  for (const id of ids) renamed.set(id, freeId(isTaken, id))
  const nameOf = (id: string) => renamed.get(id) ?? id
  const nodes: Graph['nodes'] = {}
  for (const [id, node] of Object.entries(graph.nodes)) {
    const isInside = node.parent !== undefined && renamed.has(node.parent)
    nodes[nameOf(id)] = isInside ? { ...node, parent: nameOf(node.parent!) } : node
  }
  const edges: Graph['edges'] = {}
  for (const edge of Object.values(graph.edges)) {
    const next = { ...edge, source: nameOf(edge.source), target: nameOf(edge.target) }
    edges[edgeId(next)] = next
  }
  return { ...graph, nodes, edges }
}
