import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportFormats, float16Formats } from '../../src-core/contract/contract.ts'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { readOnnx } from '../../src-main/importers/onnx.ts'
import { judgeOnnx } from '../onnx/judge.ts'
import { python, runPython } from '../python/python.ts'
import { drawn, expectSame, outputNames } from './drawn.ts'
import type { Drawn } from './drawn.ts'
import { ours } from './logits.ts'
import { value } from './open.ts'
import { paramsOf, readTfjs } from './read-tfjs.ts'
import type { Variant } from './variants.ts'

tf.enableProdMode()

/** A half has 11 bits; behind the 28 layers of a MobileNet whose logits lie close together, 0.034 is left of that. */
const share = 5e-2

/** With a dense layer, biases and depthwise kernels; with groups, shuffles and normalization. */
const tried: Variant[] = [
  { template: 'lenet', options: { edition: 'documented', inputSize: 28 }, thinner: 1 },
  { template: 'mobilenet', options: { alpha: 0.25, inputSize: 33 }, thinner: 1 },
  { template: 'shufflenet', options: { edition: 'published', groups: 3, scale: 0.5, inputSize: 33 }, thinner: 1 },
]
const networks = tried.map((variant, at) => drawn(variant, at))
const rows = tried.map(({ template }, at) => [template, networks[at]!, at] as const)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-float16-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write({ document, weights }: Drawn, format: ExportFormat, at: number, float16 = true) {
  const path = join(folder, `${at}-${format}-${float16 ? 16 : 32}`)
  return value(await exportModel({ document, weights, format, path, float16 })).path
}

const run = ({ data, shape }: Drawn['input'], compute: (images: tf.Tensor) => tf.Tensor | tf.Tensor[]) =>
  tf.tidy(() => [compute(tf.tensor(data, shape))].flat().map((output) => [...output.dataSync()]))

async function bytesOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.size
  const sizes = (await readdir(path)).filter((name) => name !== 'model.json').map((name) => bytesOf(join(path, name)))
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

describe('kernels of 16 bits give our logits, nearly:', () => {
  test.each(rows)('tfjs runs the graph of %s', async (_, { document, ...network }, at) => {
    const path = await write({ document, ...network }, 'tfjs-graph', at)
    const model = await tf.loadGraphModel(await readTfjs(path))
    expect(paramsOf(model)).toBe(network.params)
    const computed = run(network.input, (images) => model.execute(images, outputNames(document)))
    expectSame(network.outputs, computed, share)
  })

  test.each(rows.slice(0, 2))('tfjs runs the layers of %s', async (_, network, at) => {
    const model = await tf.loadLayersModel(await readTfjs(await write(network, 'tfjs', at)))
    expect(model.countParams()).toBe(network.params)
    const computed = run(network.input, (images) => model.predict(images) as tf.Tensor)
    expectSame(network.outputs, computed, share)
  })

  test.skipIf(!python)('TensorFlow serves them', async () => {
    const asked = []
    for (const [, network, at] of rows) {
      const { data, shape } = network.input
      asked.push({ path: await write(network, 'savedmodel', at), images: data, shape })
    }
    const judged = await runPython<{ params: number; outputs: Record<string, number[]> }[]>(
      join(import.meta.dirname, 'judge-savedmodel.py'),
      asked,
    )
    for (const [, { document, outputs, params }, at] of rows) {
      expect(judged[at]!.params).toBe(params)
      const theirs = outputNames(document).map((name) => judged[at]!.outputs[name]!)
      expectSame(outputs, theirs, share)
    }
  })

  test.skipIf(!python)('onnxruntime runs them, and ONNX has nothing against them', async () => {
    const asked = []
    for (const [id, network, at] of rows) {
      asked.push({ id, path: await write(network, 'onnx', at), inputs: [network.input] })
    }
    const judged = await judgeOnnx(asked)
    for (const [id, { outputs, params }] of rows) {
      expect(judged[id]!.refused).toBeUndefined()
      expect(judged[id]!.params).toBe(params)
      expectSame(outputs, judged[id]!.computed, share)
    }
  })

  test.skipIf(!python)('and come back as what onnxruntime runs', async () => {
    const asked = []
    for (const [id, network, at] of rows) {
      asked.push({ id, path: await write(network, 'onnx', at), inputs: [network.input] })
    }
    const judged = await judgeOnnx(asked)
    for (const [at, { id, path, inputs }] of asked.entries()) {
      const { document, weights } = value(await readOnnx(path))
      expect(weights).toHaveLength(rows[at]![1].weights.length)
      const [{ data, shape }] = inputs as [Drawn['input']]
      expectSame(ours(document, weights, tf.tensor(data, shape)), judged[id]!.computed, 1e-4)
    }
  })
})

test.each(float16Formats)('%s takes about half the space', async (format) => {
  const [half, whole] = [await write(networks[0]!, format, 0), await write(networks[0]!, format, 0, false)]
  const ratio = (await bytesOf(half)) / (await bytesOf(whole))
  expect(ratio).toBeGreaterThan(0.45)
  expect(ratio).toBeLessThan(0.6)
})

test.each(exportFormats.filter((format) => !float16Formats.includes(format)))(
  '%s has no room for them, and it is said which formats have',
  async (format) => {
    const { document, weights } = networks[0]!
    const refused = await exportModel({ document, weights, format, path: join(folder, 'refused'), float16: true })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'no-float16' } })
    expect(!refused.ok && refused.failure.advice?.en).toContain('onnx')
  },
)

test('a kernel that no 16 bits can say is refused by its layer’s name', async () => {
  const { document, weights } = networks[0]!
  const layer = weights.find(({ shape }) => shape.length === 4)!.layer
  const large = weights.map((weight) =>
    weight.layer === layer ? { ...weight, data: weight.data.map(() => -70_000) } : weight,
  )
  const path = join(folder, 'refused')
  const refused = await exportModel({ document, weights: large, format: 'onnx', path, float16: true })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'too-large-for-float16' } })
  expect(!refused.ok && refused.failure.message.en).toContain(`“${layer}”`)
})
