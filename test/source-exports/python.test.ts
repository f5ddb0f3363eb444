import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { value } from '../networks/open.ts'
import { documentOf, titleOf } from '../networks/variants.ts'
import { python, runPython } from '../python/python.ts'
import { edited } from './edited.ts'
import { rotated } from '../networks/rotation.ts'

interface Judged {
  params: number
  expected_params: number
  shapes: number[][]
  expected_shapes: number[][]
  missing: string[]
  by_name: number
  by_order: number | null
  longest: number
}

const cases: [string, LoomDocument][] = [
  ...rotated.map((variant): [string, LoomDocument] => [titleOf(variant), documentOf(variant, 7)]),
  ...edited,
]

describe.skipIf(!python)('exported Python builds what the Keras file holds:', () => {
  let folder: string
  let judged: Judged[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-python-'))
    const asked = []
    for (const [at, [, document]] of cases.entries()) {
      const { inputs, layers } = analyze(document)
      const input = tf.randomNormal([2, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', at)
      const weights = randomWeights(document, at)
      const [source, keras] = [join(folder, `${at}.py`), join(folder, `${at}.keras`)]
      value(await exportModel({ document, weights, format: 'python', path: source }))
      value(await exportModel({ document, weights, format: 'keras', path: keras }))
      asked.push({ source, keras, images: [...input.dataSync()], shape: input.shape })
    }
    judged = await runPython<Judged[]>(join(import.meta.dirname, 'judge-python.py'), asked)
  }, 3_600_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases.map(([name], at) => [name, at] as const))('%s', (_name, at) => {
    const theirs = judged[at]!
    expect(theirs.params).toBe(theirs.expected_params)
    expect(theirs.missing).toEqual([])
    expect(theirs.by_name).toBeLessThan(1e-4)
    expect(theirs.shapes).toEqual(theirs.expected_shapes)
    expect(theirs.by_order).toBeLessThan(1e-4)
    // black's width
    expect(theirs.longest).toBeLessThanOrEqual(88)
  })
})
