import type { LoomDocument } from '../document/schema.ts'
import { analyze } from '../graph/analyze.ts'
import { weightsOf } from './layer-weights.ts'

/** What of a network sees the image itself. */
export interface Stem {
  /** Convolutions over all three colours with nothing before them that mixes channels. */
  convolutions: string[]
  /** Whether the network scales the image by itself, before them. */
  rescales: boolean
}

/** Where an image in colours comes into a network: going on from each input to the first kernels. */
export function stemOf({ nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>): Stem {
  const analysis = analyze({ nodes, edges })
  const unmixed = new Set(analysis.inputs)
  const stem: Stem = { convolutions: [], rescales: false }
  for (const id of analysis.order) {
    const node = nodes[id]
    if (node?.type !== 'layer' || !analysis.layers.get(id)!.inputs.some((from) => unmixed.has(from))) continue
    const kernel = weightsOf({ nodes, analysis }, id).find(({ shape }) => shape.length > 1)
    if (node.kind === 'conv2d' && kernel?.shape[2] === 3) stem.convolutions.push(id)
    if (!kernel) unmixed.add(id)
    if (node.kind === 'rescaling') stem.rescales = true
  }
  return stem
}
