import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportModel } from '../../src-main/exporters/export.ts'
import { templates } from '../../templates/registry.ts'
import { python, runPython } from '../python/python.ts'
import { drawn, expectSame } from './drawn.ts'
import type { Drawn } from './drawn.ts'
import { value } from './open.ts'
import { titleOf, variants } from './variants.ts'

tf.enableProdMode()

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
  const own: Pick<Drawn, 'outputs' | 'params'>[] = []
  let judged: Computed[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-networks-'))
    const asked = []
    for (const [at, variant] of variants.entries()) {
      const { document, weights, input, outputs, params } = drawn(variant, at)
      own.push({ outputs, params })
      const path = join(folder, `${at}.keras`)
      value(await exportModel({ document, weights, format: 'keras', path }))
      asked.push({ path, images: input.data, shape: input.shape })
    }
    judged = await runPython<Computed[]>(join(import.meta.dirname, 'judge-keras.py'), asked)
  }, 1_800_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(variants.map((variant, at) => [titleOf(variant), at] as const))('%s', (_name, at) => {
    expect(judged[at]!.params).toBe(own[at]!.params)
    expectSame(own[at]!.outputs, judged[at]!.outputs)
  })
})
