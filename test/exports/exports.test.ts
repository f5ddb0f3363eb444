import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { kerasOrder } from '../../src-core/formats/keras-order.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { activations } from '../../src-core/layers/activations.ts'
import { isOwnActivation } from '../../src-core/layers/activations.tfjs.ts'
import type { Result } from '../../src-core/result.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { initialWeights, randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { buildModel } from '../../src-main/training/model.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { newDocument } from '../../templates/open.ts'
import { readTfjs } from '../networks/read-tfjs.ts'
import { python, runPython } from '../python/python.ts'
import { activated, branched, deep, mobile, shuffled } from './networks.ts'
import { randomGraph } from './random-graph.ts'

tf.enableProdMode()

interface Case {
  name: string
  document: LoomDocument
  weights: LayerWeight[]
  /** A batch of two. */
  input: tf.Tensor
  /** What our own model gives for it. */
  output: number[]
  path: string
}

interface Judged {
  models: { layers: string[]; params: number; trainable: number; output: number[] }[]
  orders: string[][]
}

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message.en)
  return result.value
}

/** Our model with these weights, as training and `predict` build it. */
function ours(document: LoomDocument, weights: LayerWeight[]) {
  const { model, names } = value(buildModel(tf, document, { seed: 1 }))
  for (const [id, name] of names) {
    const own = weights.filter(({ layer }) => layer === id)
    model.getLayer(name).setWeights(own.map(({ data, shape }) => tf.tensor(data, shape)))
  }
  return model
}

/** The first half of a network's layers frozen. */
function frozen(document: LoomDocument): LoomDocument {
  const { order } = analyze(document)
  const held = new Set(order.slice(0, order.length / 2))
  const nodes = Object.entries(document.nodes).map(
    ([id, node]) => [id, held.has(id) && node.type === 'layer' ? { ...node, frozen: true as const } : node] as const,
  )
  return { ...document, nodes: Object.fromEntries(nodes) }
}

let folder: string
let cases: Case[]
let judged: Judged
const graphs = Array.from({ length: 60 }, (_, seed) => randomGraph(seed))

async function prepare(
  name: string,
  document: LoomDocument,
  seed: number,
  format: 'keras' | 'h5' = 'keras',
): Promise<Case> {
  const weights = randomWeights(document, seed)
  const analysis = analyze(document)
  const shape = analysis.layers.get(analysis.inputs[0]!)!.shape!
  const input = tf.randomNormal([2, ...shape], 0, 1, 'float32', seed)
  const output = [...(ours(document, weights).predict(input) as tf.Tensor).dataSync()]
  const path = join(folder, `${name}.${format}`)
  value(await exportModel({ document, weights, format, path }))
  return { name, document, weights, input, output, path }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-exports-'))
  cases = [
    await prepare('lenet-documented', value(newDocument('lenet', { edition: 'documented' })), 1),
    await prepare('lenet-published', value(newDocument('lenet', { edition: 'published' })), 2),
    await prepare('branched', branched(4), 3),
    await prepare('activations', activated(activations), 4),
    await prepare('ungrouped', branched(1), 5),
    await prepare('mobile', mobile, 6),
    await prepare('shuffled', shuffled, 7),
    await prepare('activations-of-tfjs', activated(activations.filter((id) => !isOwnActivation(id))), 8),
    await prepare('frozen', frozen(mobile), 6),
    await prepare('frozen-h5', frozen(mobile), 6, 'h5'),
  ]
  if (!python) return
  judged = await runPython<Judged>(join(import.meta.dirname, 'judge.py'), {
    models: cases.map(({ path, input }) => ({ path, input: [...input.dataSync()], shape: input.shape })),
    graphs: graphs.map(({ layers, outputs }) => ({ layers: Object.entries(layers), outputs })),
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const names = [
  'lenet-documented',
  'lenet-published',
  'branched',
  'activations',
  'ungrouped',
  'mobile',
  'shuffled',
  'activations-of-tfjs',
  'frozen',
  'frozen-h5',
]

describe.skipIf(!python)('Keras, in safe mode and with no code of ours,', () => {
  test.each(names.map((name, index) => [name, index] as const))('computes what we compute: %s', (_name, index) => {
    const { output, document } = cases[index]!
    const theirs = judged.models[index]!
    const analysis = analyze(document)
    const { trainable, nonTrainable } = analysis.blocks.get('')!
    expect(theirs.params).toBe(trainable + nonTrainable)
    expect(theirs.trainable).toBe(trainable)
    expect(difference(output)).toBeGreaterThan(1e-3)
    expect(theirs.output).toHaveLength(output.length)
    expect(furthest(theirs.output, output)).toBeLessThan(1e-5)
  })

  test('orders the layers of any graph as we do', () => {
    expect(graphs.map(({ layers, outputs }) => kerasOrder(outputs, (layer) => layers[layer]!))).toEqual(judged.orders)
  })
})

describe('tfjs', () => {
  test.each([
    ['lenet-documented', 0],
    ['lenet-published', 1],
    ['ungrouped', 4],
    ['mobile', 5],
    ['activations-of-tfjs', 7],
  ] as const)('loads %s as it comes and computes what we compute', async (name, index) => {
    const { document, weights, input, output } = cases[index]!
    const path = join(folder, `${name}-tfjs`)
    value(await exportModel({ document, weights, format: 'tfjs', path }))
    // Twice: what an earlier export wrote is replaced.
    value(await exportModel({ document, weights, format: 'tfjs', path }))
    const model = await tf.loadLayersModel(await readTfjs(path))
    expect(furthest([...(model.predict(input) as tf.Tensor).dataSync()], output)).toBeLessThan(1e-6)
  })

  test.each([
    ['branched', 2, 'sides/left/grouped'],
    ['activations', 3, 'leaky_relu'],
    ['shuffled', 6, 'lrn'],
  ] as const)('refuses %s by name, and says what can', async (name, index, culprit) => {
    const { document, weights } = cases[index]!
    const refused = await exportModel({ document, weights, format: 'tfjs', path: join(folder, `${name}-tfjs`) })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'not-in-tfjs' } })
    expect(!refused.ok && refused.failure.message.en).toContain(`“${culprit}”`)
    expect(!refused.ok && refused.failure.advice?.en).toContain('.keras')
  })
})

test('initial weights follow from the seed', async () => {
  const { document } = cases[1]!
  const [one, again, other] = [
    value(await initialWeights(document, 1)),
    value(await initialWeights(document, 1)),
    value(await initialWeights(document, 2)),
  ]
  expect(again).toEqual(one)
  expect(other[0]!.data).not.toEqual(one[0]!.data)
})

test('random weights leave nothing at its start', () => {
  for (const { weights } of cases) {
    for (const { name, data } of weights) {
      expect(new Set(data).size, name).toBeGreaterThan(data.length / 2)
      if (name === 'moving_variance') expect(Math.min(...data)).toBeGreaterThan(0)
    }
  }
})

test.each([
  ['branched', branched(4)],
  ['mobile', mobile],
  ['shuffled', shuffled],
  ['deep', deep],
] as const)('random weights keep every signal near 1: %s', (_name, document) => {
  const model = ours(document, randomWeights(document, 3))
  const outputs = model.layers.map(({ output }) => output as tf.SymbolicTensor)
  const every = tf.model({ inputs: model.inputs, outputs })
  const [, ...shape] = model.inputs[0]!.shape as number[]
  const signals = every.predict(tf.randomNormal([4, ...shape], 0, 1, 'float32', 5)) as tf.Tensor[]
  signals.forEach((signal, at) => {
    const strength = Math.sqrt(signal.square().mean().dataSync()[0]!)
    expect(strength, model.layers[at]!.name).toBeGreaterThan(0.03)
    expect(strength, model.layers[at]!.name).toBeLessThan(5)
  })
})

test('weights of another network are refused', async () => {
  const refused = await exportModel({
    document: cases[0]!.document,
    weights: cases[1]!.weights,
    format: 'keras',
    path: join(folder, 'wrong.keras'),
  })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'weights-do-not-fit' } })
})

const furthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index]!)))

/** How far the two examples' outputs are apart: outputs that follow from no input would agree whatever the weights. */
const difference = (batch: readonly number[]) =>
  furthest(batch.slice(0, batch.length / 2), batch.slice(batch.length / 2))
