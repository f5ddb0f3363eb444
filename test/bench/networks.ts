import { asDocument } from '../../src-core/document/as-document.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'

/** Layers in one residual block of {@link residualNetwork}. */
const layersABlock = 7
const stages = 3

/**
 * A residual network for 32×32 images of so many layers or a few more, in three stages of blocks: built as deep
 * networks really are, with a merge every few layers.
 */
export function residualNetwork(layers: number): LoomDocument {
  const blocks = Math.ceil((layers - 7) / layersABlock / stages)
  const tree = chain('network', [
    layer('input', 'input', { shape: [32, 32, 3] }),
    layer('stem', 'conv2d', { filters: 16, padding: 'same' }),
    ...[16, 32, 64].map((filters, stage) =>
      chain(`stage${stage + 1}`, [
        ...(stage === 0 ? [] : [layer('down', 'conv2d', { filters, strides: 2, padding: 'same' })]),
        ...Array.from({ length: blocks }, (_, i) => residual(`block${i + 1}`, filters)),
      ]),
    ),
    layer('pool', 'global-avg-pool-2d'),
    layer('predictions', 'dense', { units: 10, activation: 'softmax' }),
  ])
  return asDocument(expand(tree))
}

const residual = (name: string, filters: number): BlockTree =>
  chain(name, [
    merge(
      'residual',
      [
        chain(
          'branch',
          [
            layer('conv1', 'conv2d', { filters, padding: 'same', useBias: false }),
            layer('bn1', 'batch-normalization'),
            layer('relu1', 'activation'),
            layer('conv2', 'conv2d', { filters, padding: 'same', useBias: false }),
            layer('bn2', 'batch-normalization'),
          ],
          { block: false },
        ),
        chain('shortcut', []),
      ],
      layer('add', 'add'),
      { block: false },
    ),
    layer('relu2', 'activation'),
  ])
