import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { branched, mobile, shuffled } from '../exports/networks.ts'
import { every } from '../networks/every.ts'
import { open, value } from '../networks/open.ts'
import { today } from '../networks/rotation.ts'
import { documentOf, variants } from '../networks/variants.ts'
import { python, runPython } from '../python/python.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-h5-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const hasNormalization = (document: LoomDocument) =>
  Object.values(document.nodes).some((node) => node.type === 'layer' && node.kind === 'local-response-normalization')

const named = (template: string): [string, LoomDocument] => [
  template,
  documentOf(
    variants.find((variant) => variant.template === template)!,
    7,
  ),
]
const models: [string, LoomDocument][] = [
  ...today.map(named),
  ['branches in branches', branched(4)],
  ['layers of mobile networks', mobile],
  ['layers that Keras says by several', shuffled],
]

const size = 32
const classes = 7
/** Our template and what keras.applications calls it; the large ones take it minutes to build. */
const applications: [string, LoomDocument, Record<string, unknown>][] = [
  ['MobileNet', open('mobilenet', { alpha: 0.25, inputSize: size, classes }), { alpha: 0.25 }],
  ...(every
    ? ([
        ['ResNet50', open('resnet', { depth: 50, inputSize: size, classes }), {}],
        ['DenseNet121', open('densenet', { depth: 121, inputSize: size, classes }), {}],
      ] satisfies [string, LoomDocument, Record<string, unknown>][])
    : []),
]

async function written(name: string, document: LoomDocument, formats: readonly ExportFormat[]) {
  const weights = randomWeights(document, 3)
  const paths: Record<string, string> = {}
  for (const format of formats) {
    paths[format] = join(folder, `${name.replaceAll(' ', '-')}-${format}.${format.startsWith('h5') ? 'h5' : format}`)
    value(await exportModel({ document, weights, format, path: paths[format] }))
  }
  const { inputs, layers } = analyze(document)
  const input = tf.randomNormal([2, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', 4)
  return { paths, images: [...input.dataSync()], shape: input.shape }
}

describe.skipIf(!python)('Keras loads', () => {
  let judged: {
    models: { whole: number | null; by_order: number; by_name: number }[]
    applications: number[]
  }
  beforeAll(async () => {
    const asked: { models: unknown[]; applications: unknown[] } = { models: [], applications: [] }
    for (const [name, document] of models) {
      const isWhole = !hasNormalization(document)
      const { paths, ...rest } = await written(name, document, [
        'keras',
        'h5-weights',
        'python',
        ...(isWhole ? (['h5'] as const) : []),
      ])
      const { keras, python: source, 'h5-weights': weights, h5 = null } = paths
      asked.models.push({ h5, weights, source, keras, ...rest })
    }
    for (const [name, document, options] of applications) {
      const { paths, ...rest } = await written(name, document, ['keras', 'h5-weights'])
      const given = { ...options, classes, input_shape: [size, size, 3] }
      asked.applications.push({ name, arguments: given, keras: paths.keras, weights: paths['h5-weights'], ...rest })
    }
    judged = await runPython(join(import.meta.dirname, 'judge-h5.py'), asked)
  }, 1_800_000)

  test.each(models.map(([name, document], at) => [name, document, at] as const))(
    'what we write as HDF5: %s',
    (_name, document, at) => {
      const { whole, by_order, by_name } = judged.models[at]!
      if (hasNormalization(document)) expect(whole).toBeNull()
      else expect(whole).toBeLessThan(1e-4)
      expect(by_order).toBeLessThan(1e-4)
      expect(by_name).toBeLessThan(1e-4)
    },
  )

  test.each(applications.map(([name], at) => [name, at] as const))(
    'our weights into keras.applications.%s',
    (_name, at) => {
      expect(judged.applications[at]).toBeLessThan(1e-3)
    },
  )
})

test('a network with local response normalization is refused by the layer’s name', async () => {
  const path = join(folder, 'refused.h5')
  const refused = await exportModel({ document: shuffled, weights: randomWeights(shuffled, 1), format: 'h5', path })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not-in-h5' } })
  expect(!refused.ok && refused.failure.message.en).toContain('“lrn”')
  expect(!refused.ok && refused.failure.advice?.en).toContain('.keras')
})

test('a name by which Keras would look for its newer layout is refused', async () => {
  const document = open('lenet')
  const path = join(folder, 'lenet.weights.h5')
  const refused = await exportModel({ document, weights: randomWeights(document, 1), format: 'h5-weights', path })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'name-of-another-layout' } })
})
