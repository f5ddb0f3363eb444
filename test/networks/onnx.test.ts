import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { judgeOnnx } from '../onnx/judge.ts'
import type { OnnxAsked, OnnxJudged } from '../onnx/judge.ts'
import { python } from '../python/python.ts'
import { drawn, expectSame } from './drawn.ts'
import { classes } from './logits.ts'
import { value } from './open.ts'
import { rotated } from './rotation.ts'
import { documentOf, titleOf } from './variants.ts'

tf.enableProdMode()

describe.skipIf(!python)('with the same drawn weights and statistics, onnxruntime gives our logits:', () => {
  let folder: string
  const computed = new Map<string, number[][]>()
  let judged: Record<string, OnnxJudged>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-onnx-networks-'))
    const asked: OnnxAsked[] = []
    for (const [at, variant] of rotated.entries()) {
      const { document, weights, input, outputs } = drawn(variant, at)
      const id = titleOf(variant)
      computed.set(id, outputs)
      const path = join(folder, `${at}.onnx`)
      value(await exportModel({ document, weights, format: 'onnx', path }))
      asked.push({ id, path, inputs: [input] })
    }
    judged = await judgeOnnx(asked)
  }, 1_800_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(rotated.map((variant) => [titleOf(variant), variant] as const))('%s', (id, variant) => {
    const { inputs, outputs, layers, blocks } = analyze(documentOf(variant, classes))
    const theirs = judged[id]!
    expect(theirs.refused).toBeUndefined()
    const [height, width, channels] = layers.get(inputs[0]!)!.shape!
    expect(theirs.inputs).toEqual([{ name: inputs[0], axes: ['N', channels, height, width] }])
    expect(theirs.outputs).toEqual(outputs.map((name) => ({ name, axes: ['N', classes] })))
    const { trainable, nonTrainable } = blocks.get('')!
    expect(theirs.params).toBe(trainable + nonTrainable)
    // Nothing is turned but the channels of a shuffle, which is what a shuffle does.
    expect(theirs.permutations.filter((axes) => axes.join() !== '0,2,1,3,4')).toEqual([])
    const shuffles = [...layers.values()].filter(({ kind }) => kind === 'channel-shuffle').length
    expect(theirs.permutations.length).toBeLessThanOrEqual(shuffles)
    expect(theirs.operators.Gather).toBeUndefined()
    expectSame(computed.get(id)!, theirs.computed)
  })
})
