import { asDocument } from '../../src-core/document/as-document.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { aside, chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import type { Result } from '../../src-core/result.ts'
import { newDocument } from '../../templates/open.ts'

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.message.en} ${result.failure.advice?.en ?? ''}`)
  return result.value
}

const documentOf = (parts: BlockTree[]): LoomDocument => asDocument(expand(chain('', parts)))

export const lenet = (options: Record<string, unknown>): LoomDocument => value(newDocument('lenet', options))

const image = (shape: number[]) => layer('image', 'input', { shape })
const conv = (name: string, params: Record<string, unknown>) => layer(name, 'conv2d', { padding: 'same', ...params })

/** A residual block with batch normalization, in which statistics and gradients go two ways. */
export const normalized = documentOf([
  image([12, 12, 2]),
  conv('stem', { filters: 6, strides: [2, 2], useBias: false }),
  layer('stem norm', 'batch-normalization', { momentum: 0.9 }),
  layer('stem relu', 'activation', { activation: 'relu' }),
  merge(
    'block',
    [
      chain('main', [
        conv('conv', { filters: 6, useBias: false }),
        layer('norm', 'batch-normalization', { epsilon: 0.01, momentum: 0.8 }),
      ]),
      chain('shortcut', []),
    ],
    layer('add', 'add'),
  ),
  // Without it the next normalization would take the block's shift away again: nothing but rounding would be its gradient.
  layer('relu', 'activation', { activation: 'relu' }),
  layer('pool', 'global-avg-pool-2d'),
  layer('norm', 'batch-normalization', { center: false }),
  layer('classify', 'dense', { units: 4, activation: 'softmax' }),
])

const head = (name: string, from: BlockTree[], classes: number) =>
  aside(
    chain(name, [
      ...from,
      layer('flat', 'flatten'),
      layer('classify', 'dense', { units: classes, activation: 'softmax' }),
    ]),
  )

/** Two auxiliary heads, one with hidden units of its own, and the main output behind both. */
export const threeOutputs = documentOf([
  image([12, 12, 2]),
  conv('stem', { filters: 6, strides: [2, 2], activation: 'tanh' }),
  head('first', [layer('pool', 'avg-pool-2d')], 4),
  conv('middle', { filters: 5, activation: 'tanh' }),
  head('second', [layer('hidden', 'global-avg-pool-2d'), layer('wide', 'reshape', { targetShape: [1, 1, 5] })], 4),
  conv('last', { filters: 4, strides: [2, 2], activation: 'tanh' }),
  conv('deeper', { filters: 4, activation: 'tanh' }),
  layer('flat', 'flatten'),
  layer('classify', 'dense', { units: 4, activation: 'softmax' }),
])

/** Networks that end otherwise than a layer with softmax. */
const end = (...parts: BlockTree[]) => documentOf([image([6, 6, 1]), ...parts])
export const ends = {
  logits: end(layer('flat', 'flatten'), layer('classify', 'dense', { units: 4 })),
  'softmax layer': end(
    layer('flat', 'flatten'),
    layer('classify', 'dense', { units: 4 }),
    layer('softmax', 'activation', { activation: 'softmax' }),
  ),
  sigmoid: end(layer('flat', 'flatten'), layer('classify', 'dense', { units: 4, activation: 'sigmoid' })),
  'pooled softmax': end(conv('classify', { filters: 4, activation: 'softmax' }), layer('pool', 'global-avg-pool-2d')),
  regularized: end(
    conv('conv', { filters: 3, kernelRegularizer: 0.02 }),
    layer('flat', 'flatten'),
    layer('classify', 'dense', { units: 4, activation: 'softmax' }),
  ),
}

/** Small enough for a whole epoch of MNIST's first hundreds in pure JavaScript, with all that a run has to bring back. */
export const small = documentOf([
  image([28, 28, 1]),
  conv('conv', { filters: 3, kernelSize: [5, 5], strides: [4, 4] }),
  layer('norm', 'batch-normalization'),
  layer('relu', 'activation', { activation: 'relu' }),
  layer('flat', 'flatten'),
  layer('drop', 'dropout', { rate: 0.3 }),
  layer('classify', 'dense', { units: 10, activation: 'softmax' }),
])

/** Layers that multiply what they get wrong: with too high a learning rate it grows without end. */
export const deep = documentOf([
  image([28, 28, 1]),
  layer('flat', 'flatten'),
  ...['one', 'two', 'three'].map((name) => layer(name, 'dense', { units: 16 })),
  layer('classify', 'dense', { units: 10, activation: 'softmax' }),
])

/** Small for one image; the activations of a batch of 2,000 are more than any array can hold. */
export const tooLarge = documentOf([
  image([28, 28, 1]),
  conv('wide', { filters: 10_000 }),
  layer('pool', 'global-avg-pool-2d'),
  layer('classify', 'dense', { units: 10, activation: 'softmax' }),
])

/** Convolutions in groups of several kinds, after one whose weights show the gradient to what is before them. */
export const grouped = documentOf([
  image([9, 7, 3]),
  conv('before', { filters: 12 }),
  conv('strides', { filters: 6, groups: 3, strides: [2, 2], activation: 'relu' }),
  conv('single pixels', { filters: 12, groups: 2, kernelSize: [1, 1], useBias: false }),
  conv('as many as channels', { filters: 24, groups: 12, padding: 'valid', activation: 'swish' }),
  layer('pool', 'global-avg-pool-2d'),
  layer('classify', 'dense', { units: 4, activation: 'softmax' }),
])
