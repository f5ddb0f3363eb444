import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { activations } from '../../src-core/layers/activations.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { activated, branched, dilated, mobile, shuffled } from '../exports/networks.ts'
import { python, runPython } from '../python/python.ts'
import { furthest } from './logits.ts'
import { value } from './open.ts'
import { readTfjs } from './read-tfjs.ts'

tf.enableProdMode()

interface KerasJudged {
  params: number
  outputs: number[][]
}

interface Judged {
  inputs: Record<string, (number | null)[]>
  params: number
  outputs: Record<string, number[]>
  alone: Record<string, number[]>
}

const images = 2
const cases: (readonly [string, LoomDocument])[] = [
  ['branched in groups', branched(4)],
  ['mobile', mobile],
  ['shuffled', shuffled],
  ['dilated', dilated],
  ['activations', activated(activations)],
]

describe.skipIf(!python)('one graph for TensorFlow and tfjs computes what Keras computes:', () => {
  let folder: string
  const asked: { path: string; images: number[]; shape: number[] }[] = []
  let keras: KerasJudged[]
  let judged: Judged[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-tensorflow-graph-'))
    for (const [at, [, document]] of cases.entries()) {
      const weights = randomWeights(document, at)
      const { inputs, layers } = analyze(document)
      const input = tf.randomNormal([images, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', at)
      const path = join(folder, `${at}`)
      value(await exportModel({ document, weights, format: 'keras', path: `${path}.keras` }))
      // Twice: what an earlier export wrote is replaced.
      for (const format of ['savedmodel', 'savedmodel', 'tfjs-graph', 'tfjs-graph'] as const) {
        value(await exportModel({ document, weights, format, path: `${path}-${format}` }))
      }
      asked.push({ path, images: [...input.dataSync()], shape: input.shape })
      input.dispose()
    }
    const at = (ending: string) => asked.map((one) => ({ ...one, path: `${one.path}${ending}` }))
    keras = await runPython(join(import.meta.dirname, 'judge-keras.py'), at('.keras'))
    judged = await runPython(join(import.meta.dirname, 'judge-savedmodel.py'), at('-savedmodel'))
  }, 1_800_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const rows = cases.map(([title, document], at) => [title, at, document] as const)

  test.each(rows)('TensorFlow serves %s', (_, at, document) => {
    const analysis = analyze(document)
    const { trainable, nonTrainable } = analysis.blocks.get('')!
    const names = kerasNames(analysis.order)
    const theirs = judged[at]!
    expect(theirs.params).toBe(trainable + nonTrainable)
    expect(theirs.params).toBe(keras[at]!.params)
    const [input] = analysis.inputs
    expect(theirs.inputs).toEqual({ [names.get(input!)!]: [null, ...analysis.layers.get(input!)!.shape!] })
    expect(Object.keys(theirs.outputs).sort()).toEqual(analysis.outputs.map((id) => names.get(id)!).sort())
    for (const [index, id] of analysis.outputs.entries()) {
      const own = theirs.outputs[names.get(id)!]!
      agree(own, keras[at]!.outputs[index]!)
      agree(theirs.alone[names.get(id)!]!, own.slice(0, own.length / images))
    }
  })

  test.each(rows)(
    'tfjs loads %s',
    async (_, at, document) => {
      const { outputs, order } = analyze(document)
      const names = kerasNames(order)
      const { path, images: values, shape } = asked[at]!
      const model = await tf.loadGraphModel(await readTfjs(`${path}-tfjs-graph`))
      for (const [index, id] of outputs.entries()) {
        const [output] = [tf.tidy(() => model.execute(tf.tensor(values, shape), names.get(id)!))].flat()
        agree([...output!.dataSync()], keras[at]!.outputs[index]!)
        output!.dispose()
      }
      model.dispose()
    },
    600_000,
  )
})

/** To a thousandth of the spread of the logits; a softmax takes a number away that one image's share. */
function agree(ours: readonly number[], keras: readonly number[]) {
  const logits = (values: readonly number[]) => values.map((value) => Math.log(value))
  const [one, other] = [logits(ours), logits(keras)]
  const mean = other.reduce((sum, value) => sum + value, 0) / other.length
  const spread = Math.sqrt(other.reduce((sum, value) => sum + (value - mean) ** 2, 0) / other.length)
  expect(one).toHaveLength(other.length)
  expect(spread).toBeGreaterThan(1e-3)
  expect(furthest(one, other)).toBeLessThan(1e-3 * spread)
}
