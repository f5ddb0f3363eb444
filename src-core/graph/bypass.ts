import type { Edge, LayerNode, LoomDocument } from '../document/schema.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** A graph as it is computed, and the layers that data goes past. */
export interface Computed {
  graph: Graph
  /** Layers that are left out, with the layer whose output goes on in their place, if there is one. */
  bypassed: ReadonlyMap<string, string | undefined>
}

const nothingBypassed: ReadonlyMap<string, undefined> = new Map()

/**
 * Takes out the layers that a person has bypassed: what they are given at their first input goes on to whatever takes
 * their output. Wires keep the ids that they have in the document, so that fixes act on what is there.
 */
export function withoutBypassed(graph: Graph): Computed {
  const out = new Set(Object.keys(graph.nodes).filter((id) => isBypassed(graph.nodes[id])))
  if (out.size === 0) return { graph, bypassed: nothingBypassed }
  const first = new Map<string, Edge>()
  for (const edge of Object.values(graph.edges)) {
    if (!out.has(edge.target)) continue
    const before = first.get(edge.target)
    if (!before || edge.targetInput < before.targetInput) first.set(edge.target, edge)
  }
  const sourceOf = (id: string): string | undefined => {
    const seen = new Set<string>()
    let at: string | undefined = id
    while (at !== undefined && out.has(at)) {
      // Layers in a circle are given nothing.
      if (seen.has(at)) return undefined
      seen.add(at)
      at = first.get(at)?.source
    }
    return at
  }
  const edges: Graph['edges'] = {}
  for (const [id, edge] of Object.entries(graph.edges)) {
    if (out.has(edge.target)) continue
    const source = sourceOf(edge.source)
    if (source !== undefined) edges[id] = source === edge.source ? edge : { ...edge, source }
  }
  const nodes = Object.fromEntries(Object.entries(graph.nodes).filter(([id]) => !out.has(id)))
  return { graph: { nodes, edges }, bypassed: new Map([...out].map((id) => [id, sourceOf(id)])) }
}

export const isBypassed = (node: Graph['nodes'][string] | undefined): node is LayerNode =>
  node?.type === 'layer' && node.bypassed === true
