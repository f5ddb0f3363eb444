import type { LoomDocument } from '../document/schema.ts'
import { analyze } from '../graph/analyze.ts'
import { weightsOf } from './layer-weights.ts'

/**
 * The layers that make a network's answer of its features: going back from each output, the first that mixes its channels
 * by a kernel, and whatever has weights behind it.
 */
export function headOf({ nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>): string[] {
  const analysis = analyze({ nodes, edges })
  const head = new Set<string>()
  const seen = new Set<string>()
  const waiting = [...analysis.outputs]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const weights = weightsOf({ nodes, analysis }, id)
    if (weights.length > 0) head.add(id)
    if (!weights.some(({ shape }) => shape.length > 1)) waiting.push(...analysis.layers.get(id)!.inputs)
  }
  return analysis.order.filter((id) => head.has(id))
}

/** All layers with weights but those of the head and others that are to learn, such as new ones. */
export function allButHead(graph: Pick<LoomDocument, 'nodes' | 'edges'>, learning: readonly string[] = []): string[] {
  const analysis = analyze({ nodes: graph.nodes, edges: graph.edges })
  const free = new Set([...headOf(graph), ...learning])
  return analysis.order.filter((id) => !free.has(id) && weightsOf({ nodes: graph.nodes, analysis }, id).length > 0)
}
