import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { prepared } from '../layers/cases.ts'
import type { Prepared, Values } from '../layers/cases.ts'
import { computeInTfjs } from '../layers/tfjs.ts'
import { value } from '../networks/open.ts'
import { python } from '../python/python.ts'
import { ofOneLayer } from './documents.ts'
import { judgeOnnx } from './judge.ts'
import type { OnnxAsked, OnnxJudged } from './judge.ts'

const cases = prepared.filter(({ numbers }) => numbers) as (Prepared & {
  numbers: NonNullable<Prepared['numbers']>
  expect: { shape: number[]; trainable: number; nonTrainable: number }
})[]

let folder: string
let judged: Record<string, OnnxJudged>
beforeAll(async () => {
  if (!python) return
  folder = await mkdtemp(join(tmpdir(), 'layerloom-onnx-'))
  judged = await judgeOnnx(await Promise.all(cases.map(written)))
})
afterAll(async () => python && rm(folder, { recursive: true, force: true }))

/** Exports a case as a network of one layer, with the case's weights and inputs. */
async function written({ id, kind, params, inputs, numbers }: (typeof cases)[number], at: number): Promise<OnnxAsked> {
  const document = ofOneLayer(kind, params, inputs)
  const weights = layerKinds[kind]!.weights(params, inputs).map(({ name, shape }, index) => {
    const data = Float32Array.from(numbers.weights[index]!.data)
    return { layer: idOf(document.nodes), name, shape: [...shape], data }
  })
  const path = join(folder, `${at}.onnx`)
  value(await exportModel({ document, weights, format: 'onnx', path }))
  return { id, path, inputs: [together(numbers.values, analyze(document).layers.get('input')!.shape!)] }
}

/** Of a merge the layer's name is in its block. */
const idOf = (nodes: object) => Object.keys(nodes).find((id) => /(^|\/)layer$/.test(id))!

/** All inputs of each example in one row, which the network cuts up again. */
function together(values: readonly Values[], shape: readonly number[]): Values {
  const batch = values[0]!.shape[0]!
  const rows = Array.from({ length: batch }, (_, example) =>
    values.flatMap(({ data, shape }) => {
      const size = sizeOf(shape.slice(1))
      return data.slice(example * size, (example + 1) * size)
    }),
  )
  return { shape: [batch, ...shape], data: rows.flat() }
}

describe.skipIf(!python)('onnxruntime computes what we compute, and ONNX’s checker finds nothing:', () => {
  test.each(cases)('$id', (one) => {
    const theirs = judged[one.id]!
    expect(theirs.refused).toBeUndefined()
    const ours = computeInTfjs(one).output!
    expect(theirs.computed).toHaveLength(1)
    expect(theirs.computed[0]).toHaveLength(ours.length)
    const scale = Math.max(1e-3, ...ours.map(Math.abs))
    const furthest = Math.max(...ours.map((value, at) => Math.abs(value - theirs.computed[0]![at]!)))
    expect(furthest <= 1e-4 * scale, `${furthest} apart, of ${scale}`).toBe(true)
    expect(theirs.params).toBe(one.expect.trainable + one.expect.nonTrainable)
  })
})
