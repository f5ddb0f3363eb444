import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import { floatsOf, placesOf } from '../../src-main/importers/tfjs-manifest.ts'
import { furthest, ours } from '../networks/logits.ts'
import { value } from '../networks/open.ts'
import { today } from '../networks/rotation.ts'
import { documentOf, titleOf, variants } from '../networks/variants.ts'
import { digests, wired } from './wired.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-tfjs-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Those that tfjs's layers can say. */
const sayable = [
  'lenet',
  'vgg',
  'resnet',
  'resnet-v2',
  'densenet',
  'xception',
  'squeezenet',
  'mobilenet',
  'mobilenet-v2',
]
const networks: [string, LoomDocument][] = variants
  .filter(({ template }) => sayable.includes(template) && today.includes(template))
  .map((variant) => [titleOf(variant), documentOf(variant, 7)])

describe('from a tfjs model of ours comes the network that it was, with its weights:', () => {
  test.each(networks)('%s', async (_title, document) => {
    const weights = randomWeights(document, 1)
    const path = await mkdtemp(join(folder, 'ours-'))
    value(await exportModel({ document, weights, format: 'tfjs', path }))
    const imported = value(await readModel(join(path, 'model.json')))
    expect(wired(imported.document)).toEqual(wired(document))
    expect(digests(imported.document, imported.weights)).toEqual(digests(document, weights))
  })
})

/** Writes a model as tfjs does, its weights cut into files that end anywhere. */
async function save(model: tf.LayersModel, shards: number): Promise<string> {
  const path = await mkdtemp(join(folder, 'theirs-'))
  await model.save(
    tf.io.withSaveHandler(async ({ weightData, weightSpecs, weightData: _, ...artifacts }) => {
      const bytes = Buffer.from(weightData as ArrayBuffer)
      const size = Math.ceil(bytes.length / shards)
      const paths = Array.from({ length: shards }, (_, at) => `group1-shard${at + 1}of${shards}.bin`)
      for (const [at, name] of paths.entries()) {
        await writeFile(join(path, name), bytes.subarray(at * size, (at + 1) * size))
      }
      const json = { ...artifacts, weightsManifest: [{ paths, weights: weightSpecs }] }
      await writeFile(join(path, 'model.json'), JSON.stringify(json))
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
    }),
  )
  return join(path, 'model.json')
}

function sequential(): tf.LayersModel {
  const { layers } = tf
  return tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [9, 8, 3], filters: 6, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.batchNormalization(),
      layers.flatten(),
      layers.dropout({ rate: 0.3 }),
      layers.dense({ units: 5, activation: 'softmax' }),
    ],
  })
}

function branched(): tf.LayersModel {
  const { layers } = tf
  const image = tf.input({ shape: [10, 11, 3] })
  const stem = layers.separableConv2d({ filters: 8, kernelSize: 3, padding: 'same', strides: 2 }).apply(image)
  const side = layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'tanh' }).apply(stem)
  const sum = layers.add().apply([stem, side] as tf.SymbolicTensor[])
  const both = layers.concatenate().apply([sum, layers.leakyReLU({ alpha: 0.2 }).apply(stem)] as tf.SymbolicTensor[])
  const flat = layers.globalAveragePooling2d({}).apply(layers.reLU({ maxValue: 6 }).apply(both))
  const outputs = layers.dense({ units: 4 }).apply(flat) as tf.SymbolicTensor
  return tf.model({ inputs: image, outputs })
}

function nested(): tf.LayersModel {
  const { layers } = tf
  const taken = tf.input({ shape: [10, 11, 3] })
  const convolved = layers.conv2d({ filters: 4, kernelSize: 3, name: 'conv' }).apply(taken)
  const outputs = layers.batchNormalization({ name: 'bn' }).apply(convolved) as tf.SymbolicTensor
  const base = tf.model({ inputs: taken, outputs, name: 'base' })
  const head = tf.sequential({
    name: 'head',
    layers: [layers.flatten({ inputShape: [8, 9, 4] }), layers.dense({ units: 5, activation: 'tanh' })],
  })
  const image = tf.input({ shape: [10, 11, 3] })
  return tf.model({ inputs: image, outputs: head.apply(base.apply(image)) as tf.SymbolicTensor })
}

test.each([
  ['models within a model', nested, 1],
  ['a sequential model in one file', sequential, 1],
  ['a functional model in three', branched, 3],
] as const)('tfjs saved %s: it computes here what it computes there', async (_title, build, shards) => {
  const model = build()
  model.setWeights(model.getWeights().map(({ shape }) => tf.randomUniform(shape, 0.05, 0.4)))
  const input = tf.randomUniform([2, ...model.inputs[0]!.shape.slice(1)] as number[])
  const output = [...(model.predict(input) as tf.Tensor).dataSync()]
  const { document, weights } = value(await readModel(await save(model, shards)))
  expect(furthest(ours(document, weights, input)[0]!, output)).toBeLessThan(1e-5)
})

test.each(['uint8', 'uint16', 'float16'] as const)('weights kept as %s are read as tfjs reads them', async (dtype) => {
  const quantization = dtype === 'float16' ? { dtype } : { dtype, scale: 0.013, min: -1.25 }
  const spec = { name: 'a/kernel', shape: [3, 50], dtype: 'float32' as const, quantization }
  const bits = Uint8Array.from({ length: 300 }, (_, at) => (at * 37) % 251)
  // No half of it infinite or none, which equal nothing.
  if (dtype === 'float16') for (let at = 1; at < bits.length; at += 2) bits[at]! &= 0xbb
  const bytes = bits.subarray(0, dtype === 'uint8' ? 150 : 300)
  const decoded = tf.io.decodeWeights(bytes.slice().buffer, [spec as tf.io.WeightsManifestEntry])
  const [place] = placesOf([spec])!
  expect([...floatsOf(place!, bytes, [3, 50])!]).toEqual([...decoded['a/kernel']!.dataSync()])
})

describe('a tfjs model is refused in words', () => {
  const weights = [
    { name: 'dense/kernel', shape: [12, 2], dtype: 'float32' },
    { name: 'dense/bias', shape: [2], dtype: 'float32' },
  ]
  const layers = [
    { class_name: 'Flatten', config: { name: 'flatten', batch_input_shape: [null, 2, 2, 3] } },
    { class_name: 'Dense', config: { name: 'dense', units: 2 } },
  ]
  const model = {
    modelTopology: { class_name: 'Sequential', config: { layers } },
    weightsManifest: [{ paths: ['w.bin'], weights }],
  }
  const manifestOf = (...paths: string[]) => ({ ...model, weightsManifest: [{ paths, weights }] })

  test.each([
    ['where a path climbs out', manifestOf('../w.bin'), 'climbs-out'],
    ['where it climbs as Windows writes it', manifestOf('a\\..\\..\\w.bin'), 'climbs-out'],
    ['where a path is absolute', manifestOf('/etc/passwd'), 'climbs-out'],
    ['where a path is an address', manifestOf('https://example.com/w.bin'), 'climbs-out'],
    ['where a file is missing', manifestOf('gone.bin'), 'not-found'],
    ['where a path is a folder', manifestOf('folder'), 'not-a-file'],
    ['where its files are cut off', manifestOf('short.bin'), 'weight-not-read'],
    [
      'where a shape claims 8 GB',
      { ...model, weightsManifest: [{ paths: ['w.bin'], weights: [{ ...weights[0], shape: [2 ** 31] }] }] },
      'weight-not-read',
    ],
    [
      'where a name comes twice',
      { ...model, weightsManifest: [...model.weightsManifest, ...model.weightsManifest] },
      'not-tfjs',
    ],
    ['without a manifest', { modelTopology: model.modelTopology }, 'not-tfjs'],
    ['of an unknown form', { ...model, weightsManifest: [{ paths: [1] }] }, 'not-tfjs'],
    ['without layers', { modelTopology: { node: [] }, weightsManifest: [] }, 'graph-model'],
  ])('%s', async (_title, json, code) => {
    const path = await mkdtemp(join(folder, 'hostile-'))
    await mkdir(join(path, 'folder'))
    await writeFile(join(path, 'w.bin'), new Uint8Array(104))
    await writeFile(join(path, 'short.bin'), new Uint8Array(103))
    await writeFile(join(path, 'model.json'), JSON.stringify(json))
    expect(await readModel(join(path, 'model.json'))).toMatchObject({ ok: false, failure: { code } })
  })

  test('and read where it is whole', async () => {
    const path = await mkdtemp(join(folder, 'whole-'))
    await writeFile(join(path, 'w.bin'), new Uint8Array(104))
    await writeFile(join(path, 'model.json'), JSON.stringify(model))
    expect(value(await readModel(join(path, 'model.json'))).weights.map(({ data }) => data.length)).toEqual([24, 2])
  })
})
