import { asDocument } from '../../src-core/document/as-document.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'

export const documentOf = (parts: BlockTree[]): LoomDocument => asDocument(expand(chain('', parts)))

/** A network of one layer, `layer`. What an input layer cannot be is cut out of one long column and reshaped. */
export function ofOneLayer(kind: string, params: Record<string, unknown>, inputs: readonly Shape[]): LoomDocument {
  const one = layer('layer', kind, params)
  if (inputs.length === 1 && inputs[0]!.length === 3) {
    return documentOf([layer('input', 'input', { shape: inputs[0] }), one])
  }
  const sizes = inputs.map(sizeOf)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const cut = inputs.map((shape, at) => {
    const before = sizes.slice(0, at).reduce((sum, size) => sum + size, 0)
    return chain(`part${at}`, [
      layer('cut', 'cropping-2d', { height: [before, total - before - sizes[at]!] }),
      layer('shape', 'reshape', { targetShape: shape }),
    ])
  })
  const input = layer('input', 'input', { shape: [total, 1, 1] })
  return documentOf(cut.length === 1 ? [input, ...cut, one] : [input, merge('parts', cut, one)])
}
