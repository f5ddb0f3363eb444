import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
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
