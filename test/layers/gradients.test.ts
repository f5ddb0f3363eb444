import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentVersion } from '../../src-core/document/schema.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import type { Result } from '../../src-core/result.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { assign, buildNetwork } from '../../src-main/training/network.ts'
import { createOptimizer } from '../../src-main/training/optimizers.ts'
import { trainStep } from '../../src-main/training/step.ts'
import { python, runPython } from '../python/python.ts'

tf.enableProdMode()

const conv = (name: string, params: Record<string, unknown> = {}) =>
  layer(name, 'conv2d', { filters: 6, padding: 'same', ...params })

/** What stands between a convolution, whose new weights show the gradient to the input, and the loss. */
const middles: Record<string, BlockTree> = {
  'depthwise, strides, L2': layer('it', 'depthwise-conv-2d', {
    ...{ strides: 2, padding: 'same', depthMultiplier: 2, activation: 'swish', depthwiseRegularizer: 0.05 },
  }),
  'depthwise, dilation': layer('it', 'depthwise-conv-2d', { dilationRate: 2, activation: 'hard_swish' }),
  'separable, L2': layer('it', 'separable-conv-2d', {
    ...{ filters: 5, strides: 2, padding: 'same', depthMultiplier: 2, activation: 'relu6' },
    ...{ depthwiseRegularizer: 0.05, pointwiseRegularizer: 0.02 },
  }),
  'grouped, strides, L2': conv('it', { groups: 3, strides: 2, activation: 'leaky_relu', kernelRegularizer: 0.05 }),
  'grouped, 1×1': conv('it', { groups: 2, kernelSize: 1, activation: 'hard_sigmoid' }),
  dilated: conv('it', { dilationRate: 2 }),
  'squeeze and excitation': merge(
    'it',
    [
      chain('same', []),
      chain('weights', [
        layer('mean', 'global-avg-pool-2d', { keepDims: true }),
        conv('less', { filters: 3, kernelSize: 1, activation: 'swish' }),
        conv('more', { kernelSize: 1, activation: 'sigmoid' }),
      ]),
    ],
    layer('weigh', 'multiply'),
  ),
  multiply: merge('it', [conv('a'), conv('b')], layer('join', 'multiply')),
  average: merge('it', [conv('a'), conv('b'), chain('same', [])], layer('join', 'average')),
  maximum: merge('it', [conv('a'), conv('b')], layer('join', 'maximum')),
  'scaled add': merge('it', [chain('same', []), conv('a')], layer('join', 'scaled-add', { scale: 0.17 })),
  'slices, shuffled': chain('it', [
    merge(
      'split',
      [
        chain('left', [layer('slice', 'slice', { size: 2 }), conv('conv', { filters: 2 })]),
        layer('right', 'slice', { start: 2 }),
      ],
      layer('join', 'concatenate'),
    ),
    layer('shuffle', 'channel-shuffle', { groups: 3 }),
    conv('after', { groups: 2 }),
  ]),
  'local response normalization': layer('it', 'local-response-normalization', {
    ...{ depthRadius: 2, bias: 2, alpha: 0.3, beta: 0.75 },
  }),
  'leaky ReLU': layer('it', 'leaky-relu', { negativeSlope: 0.1 }),
  'drop connect that drops nothing': layer('it', 'drop-connect', { rate: 0 }),
  'global maximum': layer('it', 'global-max-pool-2d', { keepDims: true }),
  shapes: chain('it', [
    layer('rescale', 'rescaling', { scale: 0.4, offset: 0.2 }),
    layer('crop', 'cropping-2d', { height: [1, 0], width: [0, 2] }),
    layer('up', 'up-sampling-2d', { size: [2, 1] }),
    layer('swap', 'permute', { dims: [3, 1, 2] }),
    layer('rows', 'reshape', { targetShape: [3, -1, 4] }),
    conv('after', { activation: 'tanh' }),
  ]),
}

const documentOf = (middle: BlockTree): LoomDocument => ({
  format: 'layerloom',
  version: documentVersion,
  ...expand(
    chain('', [
      layer('image', 'input', { shape: [8, 6, 3] }),
      conv('before'),
      middle,
      layer('flat', 'flatten'),
      layer('classify', 'dense', { units: 4, activation: 'softmax' }),
    ]),
  ),
  layout: {},
  training: Plan.parse({}),
})

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message.en)
  return result.value
}

const batch = {
  count: 4,
  images: tf.randomNormal([4, 8, 6, 3], 0, 1, 'float32', 1).dataSync() as Float32Array,
  labels: Int32Array.from([0, 3, 1, 1]),
}
const learningRate = 0.1

/** The weights after one step by tfjs, by `<Keras name>/<weight>`, with what they were before. */
async function step(document: LoomDocument) {
  const network = value(buildNetwork(tf, document, { seed: 1 }))
  value(assign(tf, network.weights, randomWeights(document, 9)))
  const names = kerasNames(analyze(document).order)
  const values = () =>
    new Map(network.weights.map(({ layer, name, variable }) => [`${names.get(layer)}/${name}`, variable.dataSync()]))
  const before = values()
  const variables = network.weights.map(({ variable }) => variable)
  const optimizer = createOptimizer(tf, { optimizer: 'sgd' }, variables)
  const { loss } = await trainStep(network, optimizer, { batch, step: 1, learningRate })
  return { loss, before, after: values() }
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, one, index) => Math.max(most, Math.abs(one - b[index]!)), 0)

describe.skipIf(!python)('a step of gradient descent through it is Keras’s', () => {
  let folder: string
  let judged: { losses: number[]; steps: Record<string, number[]>[] }[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-gradients-'))
    const asked = []
    for (const [index, middle] of Object.values(middles).entries()) {
      const document = documentOf(middle)
      const path = join(folder, `${index}.keras`)
      value(await exportModel({ document, weights: randomWeights(document, 9), format: 'keras', path }))
      const { count, images, labels } = batch
      const batches = [{ images: [...images], labels: [...labels], shape: [count, 8, 6, 3] }]
      asked.push({
        path,
        plan: Plan.parse({ optimizer: 'sgd', learningRate }),
        logits: false,
        classWeights: null,
        frozen: [],
        batches,
      })
    }
    judged = await runPython(resolve(import.meta.dirname, '../training/judge.py'), asked)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(Object.entries(middles).map(([name, middle], index) => [name, middle, index] as const))(
    '%s',
    async (_name, middle, index) => {
      const { loss, before, after } = await step(documentOf(middle))
      const { losses, steps } = judged[index]!
      expect(Math.abs(loss - losses[0]!)).toBeLessThan(1e-5)
      expect([...after.keys()].sort()).toEqual(Object.keys(steps[0]!).sort())
      for (const [name, values] of after) {
        expect(furthest(values, steps[0]![name]!), name).toBeLessThan(1e-5)
        expect(furthest(values, before.get(name)!), `${name} has moved`).toBeGreaterThan(1e-4)
      }
    },
  )
})
