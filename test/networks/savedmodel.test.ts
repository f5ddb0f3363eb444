import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportModel } from '../../src-main/exporters/export.ts'
import { python, runPython } from '../python/python.ts'
import { drawn, expectSame, outputNames } from './drawn.ts'
import { value } from './open.ts'
import { rotated } from './rotation.ts'
import { titleOf } from './variants.ts'

tf.enableProdMode()

interface Judged {
  params: number
  /** The probabilities of each output, image by image. */
  outputs: Record<string, number[]>
}

interface Own {
  outputs: number[][]
  params: number
  /** In the order of `outputs`. */
  names: string[]
}

describe.skipIf(!python)('with the same drawn weights and statistics, TensorFlow serves our logits:', () => {
  let folder: string
  const own: Own[] = []
  let judged: Judged[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-savedmodel-networks-'))
    const asked = []
    for (const [at, variant] of rotated.entries()) {
      const { document, weights, input, outputs, params } = drawn(variant, at)
      own.push({ outputs, params, names: outputNames(document) })
      const path = join(folder, `${at}`)
      value(await exportModel({ document, weights, format: 'savedmodel', path }))
      asked.push({ path, images: input.data, shape: input.shape })
    }
    judged = await runPython<Judged[]>(join(import.meta.dirname, 'judge-savedmodel.py'), asked)
  }, 1_800_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(rotated.map((variant, at) => [titleOf(variant), at] as const))('%s', (_name, at) => {
    const { outputs, params, names } = own[at]!
    expect(judged[at]!.params).toBe(params)
    expectSame(
      outputs,
      names.map((name) => judged[at]!.outputs[name]!),
    )
  })
})
