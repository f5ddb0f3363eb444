import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { mobile, small } from '../exports/networks.ts'
import { furthest, ours } from '../networks/logits.ts'
import { value } from '../networks/open.ts'
import { today } from '../networks/rotation.ts'
import { documentOf, titleOf, variants } from '../networks/variants.ts'
import { python, runPython } from '../python/python.ts'
import { digests, wired } from './wired.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-keras-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const families = variants.filter(({ template }) => today.includes(template))

async function thereAndBack(document: LoomDocument, weights: LayerWeight[], format: 'keras' | 'h5' = 'keras') {
  const path = join(folder, `model.${format}`)
  value(await exportModel({ document, weights, format, path }))
  return value(await readModel(path))
}

describe('from a .keras file of ours comes the network that it was, with its weights:', () => {
  test.each([
    ...small.map(({ name, document }) => [name, document] as const),
    ...families.map((variant) => [titleOf(variant), documentOf(variant, 7)] as const),
  ])('%s', async (_title, document) => {
    const weights = randomWeights(document, 1)
    const imported = await thereAndBack(document, weights)
    expect(wired(imported.document)).toEqual(wired(document))
    expect(digests(imported.document, imported.weights)).toEqual(digests(document, weights))
  })
})

test.each(small.filter(({ name }) => name !== 'shuffles and slices'))('and from HDF5: $name', async ({ document }) => {
  const weights = randomWeights(document, 1)
  const imported = await thereAndBack(document, weights, 'h5')
  expect(wired(imported.document)).toEqual(wired(document))
  expect(digests(imported.document, imported.weights)).toEqual(digests(document, weights))
})

test.each(['', 'This is no HDF5.'])('HDF5 of other bytes is refused in words: “%s”', async (text) => {
  const path = join(folder, 'hostile.h5')
  await writeFile(path, text)
  expect(await readModel(path)).toMatchObject({ ok: false, failure: { code: 'not-h5' } })
})

interface Written {
  name: string
  paths: Record<'keras' | 'h5' | 'json', string>
  params: number
  input: { shape: number[]; data: number[] }
  output: number[]
}

describe.skipIf(!python)('models that Python’s Keras saved compute here what they compute there:', () => {
  let written: Written[]
  beforeAll(async () => {
    written = await runPython(resolve(import.meta.dirname, 'foreign.py'), { folder })
  }, 120_000)

  test.each([
    ['sequential', undefined],
    ['parts', 'block_1'],
    ['mobilenet_v2', 'block_1'],
    ['resnet50_v2', 'conv2/block1'],
    ['efficientnet_b0', 'block2a'],
  ] as const)('%s', async (name, block) => {
    const { paths, params, input, output } = written.find((one) => one.name === name)!
    const { document, weights } = value(await readModel(paths.keras))
    expect(analyze(document).problems.filter(({ severity }) => severity === 'error')).toEqual([])
    // A normalization’s statistics are no learned parameters, and Keras counts its samples beside them.
    const counted = weights.filter(({ layer }) => !layer.startsWith('normalization'))
    expect(counted.reduce((sum, { data }) => sum + data.length, 0)).toBe(params)
    const [computed] = ours(document, weights, tf.tensor(input.data, input.shape))
    expect(furthest(computed!, output)).toBeLessThan(1e-4)
    const legacy = value(await readModel(paths.h5))
    expect(wired(legacy.document)).toEqual(wired(document))
    expect(digests(legacy.document, legacy.weights)).toEqual(digests(document, weights))
    // The architecture alone, as Keras's model.to_json() says it.
    const plain = value(await readModel(paths.json))
    expect(wired(plain.document)).toEqual(wired(document))
    expect(plain.weights).toEqual([])
    if (block) expect(document.nodes[block]).toEqual({ type: 'block', ...(block.includes('/') && { parent: 'conv2' }) })
  })
})

describe('hostile and damaged files are refused in words:', () => {
  const read = async (bytes: Uint8Array) => {
    const path = join(folder, 'hostile.keras')
    await writeFile(path, bytes)
    return readModel(path)
  }

  test.each([
    ['nothing', new Uint8Array()],
    ['a text', strToU8('This is no model.')],
    ['a zip without parts', zipSync({ 'readme.txt': strToU8('Hello') })],
    [
      'a path that climbs out',
      zipSync({ '../config.json': strToU8('{}'), 'config.json': strToU8('{}'), 'model.weights.h5': strToU8('') }),
    ],
    ['no JSON', zipSync({ 'config.json': strToU8('{"class_name"'), 'model.weights.h5': strToU8('') })],
    ['no model', zipSync({ 'config.json': strToU8('[]'), 'model.weights.h5': strToU8('') })],
  ])('%s', async (_name, bytes) => {
    expect(await read(bytes)).toMatchObject({ ok: false, failure: { code: 'not-keras' } })
  })

  test('a zip bomb', async () => {
    const bomb = zipSync({ 'config.json': strToU8('{}'), 'model.weights.h5': new Uint8Array(2 ** 25) })
    expect(await read(bomb)).toMatchObject({ ok: false, failure: { code: 'too-large' } })
  })

  test('cut off anywhere, or with weights of other bytes', async () => {
    const path = join(folder, 'whole.keras')
    value(await exportModel({ document: mobile, weights: randomWeights(mobile, 1), format: 'keras', path }))
    const whole = await readFile(path)
    for (let part = 1; part < 20; part++) {
      const cut = await read(whole.subarray(0, Math.floor((whole.length * part) / 20)))
      expect(cut).toMatchObject({ ok: false, failure: { code: 'not-keras' } })
    }
    let state = 1
    const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
    for (let round = 0; round < 100; round++) {
      const bytes = Buffer.from(whole)
      for (let n = 0; n < 8; n++) bytes[below(bytes.length)] = below(256)
      const damaged = await read(bytes)
      if (!damaged.ok) expect(damaged.failure.message.zh).toMatch(/\p{Script=Han}/u)
    }
  })
})

const tensor = (name: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 8, 8, 3], dtype: 'float32', keras_history: [name, 0, 0] },
})
const layer = (name: string, class_name: string, config: object, ...inputs: string[]) => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: inputs.length === 0 ? [] : [{ args: [inputs.map(tensor)], kwargs: {} }],
})
const image = layer('image', 'InputLayer', { batch_shape: [null, 8, 8, 3] })
const modelOf = (...layers: ReturnType<typeof layer>[]) => ({
  class_name: 'Functional',
  config: { layers, input_layers: ['image', 0, 0], output_layers: [layers.at(-1)!.name, 0, 0] },
})

describe('a layer that cannot be said is named:', () => {
  const twice = layer('conv', 'Conv2D', { filters: 2, kernel_size: [3, 3] }, 'image')
  test.each([
    [
      'code',
      modelOf(image, layer('mine', 'Lambda', {}, 'image')),
      '“mine” is a Lambda layer: it holds Python code, which is not run.',
    ],
    [
      'no layer here',
      modelOf(image, layer('attend', 'Attention', {}, 'image')),
      '“attend” is of the class Attention, which has no layer here.',
    ],
    [
      'a model within',
      modelOf(image, layer('base', 'Functional', {}, 'image')),
      '“base” is a whole model (Functional) within the model, which is not read.',
    ],
    [
      'a circle',
      modelOf(image, layer('a', 'Add', {}, 'image', 'b'), layer('b', 'ReLU', {}, 'a')),
      'The layers run in a circle at “b”.',
    ],
    [
      'from nowhere',
      modelOf(image, layer('a', 'ReLU', {}, 'missing')),
      'The model uses a layer “missing” that it does not have.',
    ],
    [
      'shared weights',
      modelOf(image, { ...twice, inbound_nodes: [...twice.inbound_nodes, ...twice.inbound_nodes] }),
      '“conv” is called more than once',
    ],
    [
      'channels first',
      modelOf(image, layer('pool', 'MaxPooling2D', { data_format: 'channels_first' }, 'image')),
      '“pool (MaxPooling2D)”: It takes images channels first',
    ],
    [
      'another activation',
      modelOf(image, layer('act', 'Activation', { activation: 'gelu' }, 'image')),
      '“act (Activation)”: Its activation “gelu” has no form here.',
    ],
    [
      'a wrong number',
      modelOf(image, layer('conv', 'Conv2D', { filters: -1, kernel_size: [3, 3] }, 'image')),
      '“conv”: It has a value that no layer here can have.',
    ],
    [
      'no fixed size',
      modelOf(layer('image', 'InputLayer', { batch_shape: [null, null, null, 3] }), layer('a', 'ReLU', {}, 'image')),
      'The input “image” is no image of a fixed size',
    ],
  ])('%s', (_name, model, sentence) => {
    const imported = importKeras(model)
    expect(!imported.ok && imported.failure.message.en).toContain(sentence)
  })
})
