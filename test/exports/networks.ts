import type { LoomDocument } from '../../src-core/document/schema.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { activations } from '../../src-core/layers/activations.ts'
import { Plan } from '../../src-core/training/plan.ts'

const documentOf = (parts: BlockTree[]): LoomDocument => ({
  format: 'layerloom',
  version: documentVersion,
  ...expand(chain('', parts)),
  layout: {},
  training: Plan.parse({}),
})

const conv = (name: string, params: Record<string, unknown>) => layer(name, 'conv2d', { padding: 'same', ...params })
const norm = (name: string, params: Record<string, unknown> = {}) => layer(name, 'batch-normalization', params)
const classify = (classes: number) => layer('classify', 'dense', { units: classes, activation: 'softmax' })

/**
 * Two levels of branches with every kind of layer. Names and classes repeat with equal shapes, so that weights in a wrong
 * order would load in silence and show in the numbers alone.
 */
export const branched = (groups: number): LoomDocument =>
  documentOf([
    layer('input', 'input', { shape: [15, 13, 3] }),
    layer('pad', 'zero-padding-2d', { height: [1, 2], width: [0, 3] }),
    conv('stem', { filters: 8, kernelSize: [5, 3], strides: [2, 1], padding: 'valid', activation: 'relu' }),
    norm('stem norm', { epsilon: 0.01 }),
    merge(
      'sides',
      [
        chain('right', [
          conv('one', { filters: 8, dilationRate: [2, 2], padding: 'same' }),
          norm('norm', { scale: false }),
        ]),
        chain('left', [
          conv('grouped', { filters: 8, groups, useBias: false }),
          norm('norm', { center: false }),
          layer('act', 'activation', { activation: 'swish' }),
          conv('two', { filters: 8, strides: [1, 1], activation: 'tanh' }),
        ]),
        chain('shortcut', []),
      ],
      layer('add', 'add'),
    ),
    layer('avg', 'avg-pool-2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }),
    merge(
      'inception',
      [
        chain('a', [conv('conv', { filters: 4 }), norm('norm')]),
        chain('b', [conv('conv', { filters: 4 }), conv('again', { filters: 4 })]),
        chain('c', [layer('max', 'max-pool-2d', { poolSize: [3, 3], strides: [1, 1], padding: 'same' })]),
      ],
      layer('join', 'concatenate'),
    ),
    layer('drop', 'dropout', { rate: 0.4 }),
    merge(
      'heads',
      [
        layer('global', 'global-avg-pool-2d'),
        chain('flat', [
          layer('max', 'max-pool-2d', { poolSize: [2, 2] }),
          layer('flatten', 'flatten'),
          layer('dense', 'dense', { units: 12, activation: 'sigmoid' }),
        ]),
      ],
      layer('join', 'concatenate'),
    ),
    classify(5),
  ])

/** A layer with each activation, as a layer of its own and as a convolution's. */
export const everyActivation = documentOf([
  layer('input', 'input', { shape: [6, 6, 2] }),
  merge(
    'all',
    activations.map((activation) =>
      chain(activation, [
        conv('conv', { filters: 2, activation }),
        conv('linear', { filters: 2 }),
        layer('act', 'activation', { activation }),
      ]),
    ),
    layer('join', 'concatenate'),
  ),
  layer('global', 'global-avg-pool-2d'),
  classify(4),
])
