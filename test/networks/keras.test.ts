import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { templates } from '../../templates/registry.ts'
import { python, runPython } from '../python/python.ts'
import { classes, furthest, logits, ours, spreadOf } from './logits.ts'
import { value } from './open.ts'
import { documentOf, titleOf, variants } from './variants.ts'

tf.enableProdMode()

const images = 4

interface Computed {
  params: number
  /** The probabilities of each output, image by image. */
  outputs: number[][]
}

test('every family is here', () => {
  expect([...new Set(variants.map(({ template }) => template))].sort()).toEqual(Object.keys(templates).sort())
})

describe.skipIf(!python)('with the same drawn weights and statistics, Keras in safe mode gives our logits:', () => {
  let folder: string
  const computed: number[][][] = []
  let judged: Computed[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-networks-'))
    const asked = []
    for (const [at, variant] of variants.entries()) {
      const document = documentOf(variant, classes)
      const { inputs, layers } = analyze(document)
      const weights = randomWeights(document, at)
      const input = tf.randomNormal([images, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', at)
      computed.push(ours(document, weights, input))
      const path = join(folder, `${at}.keras`)
      value(await exportModel({ document, weights, format: 'keras', path }))
      asked.push({ path, images: [...input.dataSync()], shape: input.shape })
      input.dispose()
    }
    judged = await runPython<Computed[]>(join(import.meta.dirname, 'judge-keras.py'), asked)
  }, 1_800_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(variants.map((variant, at) => [titleOf(variant), variant, at] as const))('%s', (_name, variant, at) => {
    const analysis = analyze(documentOf(variant, classes))
    const { trainable, nonTrainable } = analysis.blocks.get('')!
    const theirs = judged[at]!
    expect(theirs.params).toBe(trainable + nonTrainable)
    expect(theirs.outputs).toHaveLength(analysis.outputs.length)
    for (const [output, own] of computed[at]!.entries()) {
      const [one, other] = [logits(own), logits(theirs.outputs[output]!)]
      expect(one).toHaveLength(images * classes)
      // Outputs that follow from no image would agree whatever the weights.
      expect(spreadOf(one)).toBeGreaterThan(1e-3)
      expect(furthest(one, other)).toBeLessThan(1e-3 * spreadOf(one))
    }
  })
})
