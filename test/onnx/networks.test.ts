import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { onnxModel } from '../../src-core/formats/onnx.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { aside, chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { activations } from '../../src-core/layers/activations.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { version } from '../../src-main/shell/version.ts'
import { activated, branched, mobile, shuffled } from '../exports/networks.ts'
import { furthest, ours } from '../networks/logits.ts'
import { open, value } from '../networks/open.ts'
import { python } from '../python/python.ts'
import { documentOf } from './documents.ts'
import { asTensor, judgeOnnx } from './judge.ts'
import type { OnnxAsked, OnnxJudged } from './judge.ts'

tf.enableProdMode()

const classNames = ['zero', '一']

/** What follows an image of 3×4×6. */
const behind = (...parts: BlockTree[]): LoomDocument =>
  documentOf([layer('input', 'input', { shape: [3, 4, 6] }), ...parts])
const flatten = layer('flatten', 'flatten')
const dense = (units = 5) => layer('dense', 'dense', { units })
const twice = (join: BlockTree & { type: 'layer' }, after: BlockTree[] = []) =>
  merge('twice', [chain('one', []), chain('two', after)], join)
const image = layer('conv', 'conv2d', { filters: 6, kernelSize: [1, 1] })

/** Wherever a flattened image goes: its values lie channels first until somebody counts them. */
const cases: { name: string; document: LoomDocument; gathers?: number; transposes?: number }[] = [
  { name: 'every activation', document: activated(activations) },
  { name: 'branches, grouped', document: branched(4) },
  { name: 'layers of small networks', document: mobile, transposes: 1 },
  { name: 'shuffles and slices', document: shuffled, transposes: 2 },
  { name: 'LeNet', document: open('lenet') },
  {
    name: 'flattened, through what leaves places alone, to a dense layer',
    document: behind(
      flatten,
      layer('drop', 'dropout'),
      layer('act', 'activation', { activation: 'relu' }),
      layer('norm', 'batch-normalization'),
      layer('scale', 'rescaling', { scale: 2, offset: 1 }),
      layer('softmax', 'activation', { activation: 'softmax' }),
      twice(layer('add', 'add'), [layer('double', 'rescaling', { scale: 2 })]),
      dense(),
    ),
  },
  { name: 'flattened, as the output', document: behind(flatten), gathers: 1 },
  { name: 'flattened and concatenated', document: behind(flatten, twice(layer('join', 'concatenate'))), gathers: 2 },
  {
    name: 'flattened, added to what lies channels last',
    document: behind(flatten, twice(layer('add', 'add'), [layer('dense', 'dense', { units: 72 })])),
    gathers: 1,
  },
  {
    name: 'flattened and sliced',
    document: behind(flatten, layer('slice', 'slice', { start: 5, size: 9 })),
    gathers: 1,
  },
  {
    name: 'flattened and shuffled',
    document: behind(flatten, layer('shuffle', 'channel-shuffle')),
    gathers: 1,
    transposes: 1,
  },
  { name: 'flattened twice', document: behind(flatten, layer('again', 'flatten'), dense()) },
  { name: 'one pixel flattened', document: behind(layer('pool', 'max-pool-2d', { poolSize: [3, 4] }), flatten) },
  { name: 'one channel flattened', document: behind(layer('one', 'slice', { size: 1 }), flatten) },
  {
    name: 'flattened and made an image of as many channels again',
    document: behind(flatten, layer('image', 'reshape', { targetShape: [2, 6, 6] }), image),
  },
  {
    name: 'flattened and made an image of other channels',
    document: behind(flatten, layer('image', 'reshape', { targetShape: [4, 6, 3] }), image),
    gathers: 1,
    transposes: 1,
  },
  {
    name: 'reshaped to one row for a dense layer',
    document: behind(layer('row', 'reshape', { targetShape: [-1] }), dense()),
  },
  {
    name: 'reshaped with its channels kept',
    document: behind(layer('image', 'reshape', { targetShape: [12, 1, 6] }), image),
  },
  {
    name: 'reshaped to rows and joined along their last axis',
    document: behind(layer('rows', 'reshape', { targetShape: [12, 6] }), twice(layer('join', 'concatenate')), dense()),
    transposes: 1,
  },
  {
    name: 'dense layers and normalization on an image and on rows',
    document: behind(
      dense(4),
      layer('rows', 'reshape', { targetShape: [12, 4] }),
      layer('norm', 'batch-normalization'),
      layer('softmax', 'activation', { activation: 'softmax' }),
      layer('last', 'dense', { units: 3, useBias: false }),
    ),
    transposes: 1,
  },
  { name: 'an output that nothing happens to', document: behind(layer('drop', 'dropout')) },
  {
    name: 'three outputs, one of them an earlier tensor let through',
    document: behind(
      image,
      aside(layer('same', 'dropout')),
      aside(chain('head', [layer('global', 'global-max-pool-2d'), dense(2)])),
      flatten,
      dense(),
    ),
  },
  {
    name: 'a kernel of more numbers than are laid out at once',
    document: behind(layer('up', 'up-sampling-2d', { size: [4, 4] }), flatten, dense(1000)),
  },
]

describe.skipIf(!python)('onnxruntime computes what we compute, nothing turned without need:', () => {
  let folder: string
  let judged: Record<string, OnnxJudged>
  const computed = new Map<string, number[][]>()
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-onnx-'))
    const asked: OnnxAsked[] = []
    for (const [at, { name, document }] of cases.entries()) {
      const { inputs, layers } = analyze(document)
      const weights = randomWeights(document, at)
      const input = tf.randomNormal([3, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', at)
      computed.set(name, ours(document, weights, input))
      const path = join(folder, `${at}.onnx`)
      value(await exportModel({ document, weights, classes: classNames, format: 'onnx', path }))
      asked.push({ id: name, path, inputs: [asTensor(input)] })
    }
    judged = await judgeOnnx(asked)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases)('$name', ({ name, document, gathers = 0, transposes = 0 }) => {
    const { outputs, blocks } = analyze(document)
    const theirs = judged[name]!
    expect(theirs.refused).toBeUndefined()
    expect(theirs.outputs.map(({ name }) => name)).toEqual(outputs)
    expect({ gathers: theirs.operators.Gather ?? 0, transposes: theirs.operators.Transpose ?? 0 }).toEqual({
      gathers,
      transposes,
    })
    const { trainable, nonTrainable } = blocks.get('')!
    expect(theirs.params).toBe(trainable + nonTrainable)
    for (const [at, own] of computed.get(name)!.entries()) {
      const scale = Math.max(...own.map(Math.abs))
      expect(theirs.computed[at]).toHaveLength(own.length)
      expect(furthest(own, theirs.computed[at]!)).toBeLessThan(1e-5 * scale)
    }
  })

  test('the file says who wrote it, for which readers, and what it is', () => {
    const { opset, ir, producer, metadata, inputs } = judged.LeNet!
    expect({ opset, ir, producer, metadata }).toEqual({
      opset: [['', 17]],
      ir: 8,
      producer: ['Layerloom', version],
      metadata: { title: 'lenet', classes: '["zero","一"]' },
    })
    expect(inputs).toEqual([{ name: 'input', axes: ['N', 1, 32, 32] }])
  })
})

test('what no reader could open is not written', async () => {
  const document = behind(flatten, dense(10_000_000))
  const path = join(tmpdir(), 'layerloom-too-large.onnx')
  const weights = [
    { layer: 'dense', name: 'kernel', shape: [72, 10_000_000], data: new Float32Array() },
    { layer: 'dense', name: 'bias', shape: [10_000_000], data: new Float32Array() },
  ]
  const written = await exportModel({ document, weights, format: 'onnx', path })
  expect(written).toMatchObject({ ok: false, failure: { code: 'too-large-for-onnx' } })
  expect(existsSync(path)).toBe(false)
})

test('a network with problems is refused with its first', () => {
  const document = behind(layer('conv', 'conv2d', { kernelSize: [9, 9] }))
  const model = onnxModel(document, analyze(document))
  expect(!model.ok && model.failure.message.en).toContain('9×9')
})
