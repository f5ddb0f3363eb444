import { asDocument } from '../../src-core/document/as-document.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { activations } from '../../src-core/layers/activations.ts'
import type { Activation } from '../../src-core/layers/activations.ts'

const documentOf = (parts: BlockTree[]): LoomDocument => asDocument(expand(chain('', parts)))

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
    layer('leak', 'leaky-relu', { negativeSlope: 0.1 }),
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

/** A layer with each of these activations, as a layer of its own and as a convolution's. */
export const activated = (activations: readonly Activation[]): LoomDocument =>
  documentOf([
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

const squeeze = (channels: number): BlockTree =>
  merge(
    'excite',
    [
      chain('shortcut', []),
      chain('weights', [
        layer('mean', 'global-avg-pool-2d', { keepDims: true }),
        conv('less', { filters: 2, kernelSize: [1, 1], activation: 'swish' }),
        conv('more', { filters: channels, kernelSize: [1, 1], activation: 'sigmoid' }),
      ]),
    ],
    layer('weigh', 'multiply'),
  )

const depthwise = (name: string, params: Record<string, unknown> = {}) =>
  layer(name, 'depthwise-conv-2d', { padding: 'same', ...params })

/** The layers of which tfjs has its own. */
export const mobile = documentOf([
  layer('input', 'input', { shape: [12, 10, 3] }),
  layer('rescale', 'rescaling', { scale: 0.5, offset: 0.1 }),
  layer('sep', 'separable-conv-2d', { filters: 8, depthMultiplier: 2, depthwiseRegularizer: 0.01 }),
  merge(
    'block',
    [
      chain('shortcut', []),
      chain('residual', [
        depthwise('dw', { depthMultiplier: 2, useBias: false, depthwiseInitializer: 'he_normal_fan_out' }),
        norm('norm'),
        layer('act', 'activation', { activation: 'relu6' }),
        squeeze(16),
        conv('project', { filters: 8, kernelSize: [1, 1], kernelRegularizer: 0.001, kernelInitializer: 'normal_001' }),
        layer('drop', 'drop-connect', { rate: 0.3 }),
      ]),
    ],
    layer('add', 'add'),
  ),
  merge('most', [depthwise('one'), depthwise('two', { activation: 'tanh' })], layer('max', 'maximum')),
  merge('mean', [depthwise('one'), chain('same', [])], layer('average', 'average')),
  layer('crop', 'cropping-2d', { height: [1, 0], width: [0, 2] }),
  layer('up', 'up-sampling-2d', { size: [1, 2] }),
  layer('swap', 'permute', { dims: [2, 1, 3] }),
  layer('rows', 'reshape', { targetShape: [4, -1, 8] }),
  layer('max', 'global-max-pool-2d'),
  classify(4),
])

/** Depthwise kernels, weighed channels and residual sums, over and over, with nothing that brings signals back to 1. */
export const deep = documentOf([
  layer('input', 'input', { shape: [8, 8, 4] }),
  ...Array.from({ length: 30 }, (_, at) =>
    merge(
      `block${at}`,
      [
        chain('shortcut', []),
        chain('residual', [
          depthwise('dw', { depthMultiplier: 2, activation: 'swish' }),
          squeeze(8),
          conv('project', { filters: 4, kernelSize: [1, 1] }),
        ]),
      ],
      at % 2 === 0 ? layer('add', 'add') : layer('add', 'scaled-add', { scale: 0.2 }),
    ),
  ),
  layer('global', 'global-avg-pool-2d'),
  classify(4),
])

/** The layers that Keras says by several of its own, also twice and in a row. */
export const shuffled = documentOf([
  layer('input', 'input', { shape: [9, 8, 4] }),
  conv('stem', { filters: 12, activation: 'relu' }),
  layer('lrn', 'local-response-normalization', { depthRadius: 2, bias: 1.5, alpha: 0.2, beta: 0.75 }),
  // Also the name of a step of the next layer, which has to give way.
  conv('shuffle_groups', { filters: 12, groups: 3 }),
  layer('shuffle', 'channel-shuffle', { groups: 3 }),
  merge(
    'split',
    [
      chain('left', [layer('slice', 'slice', { size: 4 }), conv('conv', { filters: 8 })]),
      chain('right', [layer('slice', 'slice', { start: 4 }), conv('conv', { filters: 8 })]),
    ],
    layer('residual', 'scaled-add', { scale: 0.3 }),
  ),
  merge(
    'again',
    [conv('conv', { filters: 8 }), layer('mixed', 'channel-shuffle', { groups: 2 })],
    layer('residual', 'scaled-add', { scale: -0.5 }),
  ),
  layer('global', 'global-avg-pool-2d'),
  layer('few', 'slice', { start: 1, size: 6 }),
  classify(4),
])

/** Kernels with gaps, and layers over what is no image. */
export const dilated = documentOf([
  layer('input', 'input', { shape: [11, 9, 3] }),
  depthwise('dw', { dilationRate: [2, 2], depthMultiplier: 2 }),
  layer('sep', 'separable-conv-2d', { filters: 6, dilationRate: [2, 2], padding: 'valid' }),
  layer('rows', 'reshape', { targetShape: [-1, 6] }),
  layer('dense', 'dense', { units: 5, activation: 'relu' }),
  norm('norm'),
  layer('flat', 'flatten'),
  norm('flat norm'),
  classify(4),
])

/** Small networks that have, between them, every kind of layer that weights and formats differ for. */
export const small: { name: string; document: LoomDocument }[] = [
  { name: 'every activation', document: activated(activations) },
  { name: 'branches, grouped', document: branched(4) },
  { name: 'layers of small networks', document: mobile },
  { name: 'shuffles and slices', document: shuffled },
]
