import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LayerNode, LoomDocument } from '../../src-core/document/schema.ts'
import { importOnnx } from '../../src-core/formats/onnx-import/import.ts'
import type { OnnxFile } from '../../src-core/formats/onnx-import/file.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { readOnnx } from '../../src-main/importers/onnx.ts'
import { shuffled, small } from '../exports/networks.ts'
import { furthest, ours } from '../networks/logits.ts'
import { value } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'
import { today } from '../networks/rotation.ts'
import { documentOf, titleOf, variants } from '../networks/variants.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const families = variants.filter(({ template }) => today.includes(template))

/** What only training needs is not in an ONNX file; the layers before and after are joined. */
const forTraining = ['dropout', 'drop-connect']
/** Where they make a difference, the padding and an axis of −1 show in the shape. */
const notSaid = /Initializer$|Regularizer$|^momentum$|^padding$|^targetShape$/

const saidOf = (params: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !notSaid.test(name)))

/** Each layer's kind, parameters, shape and sources, without what an ONNX file does not say. */
function wired(document: LoomDocument) {
  const { layers, order } = analyze(document)
  const isGone = (id: string) => {
    const { kind, params } = document.nodes[id] as LayerNode
    return forTraining.includes(kind) || (kind === 'activation' && params.activation === 'linear')
  }
  const through = (id: string): string => (isGone(id) ? through(layers.get(id)!.inputs[0]!) : id)
  return Object.fromEntries(
    order
      .filter((id) => !isGone(id))
      .map((id) => {
        const { kind, shape, inputs } = layers.get(id)!
        const params: Record<string, unknown> = layerKinds[kind]!.params.parse((document.nodes[id] as LayerNode).params)
        // A pool without strides has its own size for them.
        if (params.poolSize) params.strides ??= params.poolSize
        // As many groups as channels are a depthwise convolution, however it was made.
        if (params.groups === layers.get(id)!.inputShapes[0]?.[2] && kind === 'conv2d') {
          const { groups, filters, ...rest } = params
          const depthMultiplier = Number(filters) / Number(groups)
          return [
            id,
            {
              kind: 'depthwise-conv-2d',
              params: saidOf({ ...rest, depthMultiplier }),
              shape,
              inputs: inputs.map(through),
            },
          ]
        }
        return [id, { kind, params: saidOf(params), shape, inputs: inputs.map(through) }]
      }),
  )
}

/** Which weights there are and a digest of their values: a test's runner compares large arrays slowly. */
const digests = (weights: readonly LayerWeight[]) =>
  Object.fromEntries(
    weights.map(({ layer, name, data }) => [`${layer}:${name}`, createHash('sha256').update(data).digest('hex')]),
  )

async function thereAndBack(document: LoomDocument, weights: LayerWeight[]) {
  const path = join(folder, 'model.onnx')
  value(await exportModel({ document, weights, format: 'onnx', path }))
  return value(await readOnnx(path))
}

describe('from an ONNX file of ours comes the network that it was, with its weights:', () => {
  test.each(small)('$name', async ({ document }) => {
    const weights = randomWeights(document, 1)
    const imported = await thereAndBack(document, weights)
    expect(wired(imported.document)).toEqual(wired(document))
    expect(digests(imported.weights)).toEqual(digests(weights))
    const { inputs, layers } = analyze(document)
    const input = tf.randomNormal([2, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', 3)
    expect(ours(imported.document, imported.weights, input)).toEqual(ours(document, weights, input))
  })

  test.each(families.map((variant) => [titleOf(variant), variant] as const))('%s', async (_title, variant) => {
    const document = documentOf(variant, 7)
    const weights = randomWeights(document, 1)
    const imported = await thereAndBack(document, weights)
    expect(wired(imported.document)).toEqual(wired(document))
    expect(digests(imported.weights)).toEqual(digests(weights))
  })
})

describe.skipIf(!python)('files as other programs write them compute here what onnxruntime computes:', () => {
  let written: { name: string; path: string; input: { shape: number[]; data: number[] }; output: number[] }[]
  beforeAll(async () => {
    written = await runPython(resolve(import.meta.dirname, 'foreign.py'), { folder })
  })

  test.each([
    ['torch_like', { 'zero-padding-2d': 1, conv2d: 2, flatten: 1, dense: 1 }],
    [
      'tensorflow_like',
      { conv2d: 2, 'separable-conv-2d': 1, 'depthwise-conv-2d': 2, reshape: 1, dense: 1, rescaling: 1 },
    ],
    ['nameless', { slice: 2, 'zero-padding-2d': 2, 'up-sampling-2d': 1, 'global-avg-pool-2d': 1 }],
    // There each step is rounded to 11 bits.
    ['halves', { conv2d: 1, 'global-avg-pool-2d': 1, dense: 1 }, 2e-3],
  ] as [string, Record<string, number>, number?][])('%s', async (name, counts, share = 1e-5) => {
    const { path, input, output } = written.find((file) => file.name === name)!
    const { document, weights } = value(await readOnnx(path))
    const { layers, problems } = analyze(document)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const found = Object.keys(counts).map((kind) => [
      kind,
      [...layers.values()].filter((layer) => layer.kind === kind).length,
    ])
    expect(Object.fromEntries(found)).toEqual(counts)
    const [computed] = ours(document, weights, tf.tensor(input.data, input.shape))
    expect(computed).toHaveLength(output.length)
    expect(furthest(computed!, output)).toBeLessThan(share)
  })

  test('blocks come from the paths in the names', async () => {
    const { document } = value(await readOnnx(written[0]!.path))
    expect(document.nodes['stem/conv']).toMatchObject({ kind: 'conv2d', parent: 'stem' })
    expect(document.nodes.stem).toEqual({ type: 'block' })
  })
})

test.each([
  ['nothing', ''],
  ['a text', 'This is no model, but a letter to its readers.'],
  ['a document', '{"format":"layerloom"}'],
])('%s is refused in words', async (name, content) => {
  const path = join(folder, `${name}.onnx`)
  await writeFile(path, content)
  expect(await readOnnx(path)).toMatchObject({ ok: false, failure: { code: 'not-onnx' } })
})

describe('damaged files', () => {
  let whole: Buffer
  const damaged = async (bytes: Uint8Array) => {
    const path = join(folder, 'damaged.onnx')
    await writeFile(path, bytes)
    return readOnnx(path)
  }
  beforeAll(async () => {
    const document = shuffled
    const path = join(folder, 'whole.onnx')
    value(await exportModel({ document, weights: randomWeights(document, 1), format: 'onnx', path }))
    whole = await readFile(path)
  })

  test('cut off anywhere are refused in words', async () => {
    for (let part = 1; part < 40; part++) {
      const { ok, ...rest } = await damaged(whole.subarray(0, Math.floor((whole.length * part) / 40)))
      expect({ ok, ...rest }).toMatchObject({ ok: false, failure: { code: 'not-onnx' } })
    }
  })

  test('with bytes changed are read or refused in words, never more', async () => {
    let state = 1
    const below = (limit: number) => (state = (state * 48_271) % 2_147_483_647) % limit
    let refused = 0
    for (let round = 0; round < 300; round++) {
      const bytes = Buffer.from(whole)
      // What is not weights lies at the start and at the end.
      for (let n = 0; n < 3; n++) bytes[below(2) === 0 ? below(3000) : bytes.length - 1 - below(1500)] = below(256)
      const read = await damaged(bytes)
      if (read.ok) continue
      refused++
      expect(read.failure.message.zh).toMatch(/\p{Script=Han}/u)
    }
    expect(refused).toBeGreaterThan(100)
  })
})

test('an operator that no layer has is named', async () => {
  const file: OnnxFile = {
    opset: 17,
    nodes: [{ name: 'twist', operator: 'GridSample', domain: '', inputs: ['x'], outputs: ['y'], attributes: {} }],
    constants: new Map(),
    inputs: [{ name: 'x', axes: [undefined, 3, 8, 8] }],
    outputs: ['y'],
  }
  const imported = importOnnx(file)
  expect(imported).toMatchObject({ ok: false, failure: { code: 'operator-not-supported' } })
  expect(!imported.ok && imported.failure.message.en).toBe(
    '“twist” is of the operator GridSample, which has no layer here.',
  )
})

test('a file without a network is refused', () => {
  const imported = importOnnx({ opset: 17, nodes: [], constants: new Map(), inputs: [], outputs: [] })
  expect(imported).toMatchObject({ ok: false, failure: { code: 'no-network' } })
})

test('a network without a fixed image size is refused', () => {
  const inputs = [{ name: 'x', axes: [undefined, 3, undefined, undefined] }]
  const imported = importOnnx({ opset: 17, nodes: [], constants: new Map(), inputs, outputs: ['x'] })
  expect(imported).toMatchObject({ ok: false, failure: { code: 'input-is-no-image' } })
})
