import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { builders } from '../../src-core/layers/registry.tfjs.ts'
import { python, runPython } from '../python/python.ts'
import { folders, prepared, tables } from './cases.ts'
import type { Prepared } from './cases.ts'
import { computeInTfjs } from './tfjs.ts'
import type { Computed } from './tfjs.ts'

const accepted = prepared.filter(({ expect }) => 'shape' in expect) as (Prepared & {
  expect: { shape: number[]; trainable: number; nonTrainable: number }
})[]
const refused = prepared.filter(({ expect }) => 'problem' in expect) as (Prepared & {
  expect: { problem: string; kerasTakes?: true }
})[]

test('every folder is a registered kind with a builder and a table of cases', () => {
  expect(Object.keys(layerKinds).sort()).toEqual(folders)
  expect(Object.keys(builders).sort()).toEqual(folders)
  for (const { kind, cases } of tables) {
    expect(layerKinds[kind]!.kind).toBe(kind)
    expect(cases.length, kind).toBeGreaterThan(0)
    expect(new Set(cases.map(({ name }) => name)).size, kind).toBe(cases.length)
  }
})

describe('infer and weights', () => {
  test.each(accepted)('$id', ({ kind, params, inputs, expect: { shape, trainable, nonTrainable } }) => {
    expect(layerKinds[kind]!.infer(params, inputs)).toEqual({ ok: true, shape })
    expect(counts(kind, params, inputs)).toEqual({ trainable, nonTrainable })
  })

  test.each(refused)('$id', ({ kind, params, inputs, expect: { problem } }) => {
    const inferred = layerKinds[kind]!.infer(params, inputs)
    if (inferred.ok) throw new Error('It was taken.')
    const { message, param, fix } = inferred.problem
    expect(message.en.startsWith(problem), message.en).toBe(true)
    expect(message.zh).toMatch(/\p{Script=Han}.*。$/u)
    if (param !== undefined) expect(params).toHaveProperty(param)
    if (!fix) return
    const mended = layerKinds[kind]!.params.parse({ ...params, ...fix.params })
    expect(layerKinds[kind]!.infer(mended, inputs).ok, 'the fix mends it').toBe(true)
  })
})

const computed = new Map<string, Computed>()
function inTfjs(one: Prepared): Computed {
  const said = computed.get(one.id) ?? computeInTfjs(one)
  computed.set(one.id, said)
  return said
}

describe('tfjs has the same shapes and weights', () => {
  test.each(accepted)('$id', (one) => {
    const { shape, weights, trainable, nonTrainable } = inTfjs(one)
    expect({ shape, trainable, nonTrainable }).toEqual(one.expect)
    expect(weights).toEqual(namesAndShapes(one))
  })
})

const skipped = python ? '' : ' (skipped: no Python with TensorFlow, see test/python/python.ts)'
describe.skipIf(!python)(`Keras${skipped}`, () => {
  let inKeras: Record<string, Computed & { refused?: string }>
  beforeAll(async () => {
    const cases = prepared.map(({ id, steps, inputs, numbers }) => ({ id, steps, inputs, ...numbers }))
    inKeras = await runPython(resolve(import.meta.dirname, 'judge.py'), cases)
  })

  test.each(accepted)('has the same shapes and weights: $id', (one) => {
    const { refused, shape, weights = [], trainable = 0, nonTrainable = 0 } = inKeras[one.id]!
    expect(refused).toBeUndefined()
    expect({ shape, trainable, nonTrainable }).toEqual(one.expect)
    expect(weights).toEqual(namesAndShapes(one))
  })

  test.each(accepted.filter(({ numbers }) => numbers))('computes the same numbers as tfjs: $id', (one) => {
    const ours = inTfjs(one)
    const theirs = inKeras[one.id]!
    expectClose(ours.output!, theirs.output!, 'output')
    expectClose(ours.trained!, theirs.trained!, 'output while training')
    expect(ours.gradients).toHaveLength(theirs.gradients!.length)
    const compare = () =>
      ours.gradients!.forEach((gradient, i) => expectClose(gradient, theirs.gradients![i]!, `gradient ${i}`))
    if (hasWrongGradient(one)) expect(compare, 'tfjs has mended it: compare it again').toThrow('gradient')
    else compare()
    ours.weightsAfter!.forEach((weight, i) => expectClose(weight, theirs.weightsAfter![i]!, `weight ${i} after`))
  })

  // Where several of Keras's layers say one of ours, they only do for inputs that we take.
  const single = refused.filter(({ steps }) => steps.length === 1)
  test.each(single)('refuses it too, or we are knowingly stricter: $id', ({ id, expect: { kerasTakes } }) => {
    expect(inKeras[id]!.refused === undefined).toBe(kerasTakes === true)
  })
})

/**
 * Where a window hangs over the border, tfjs's plain JavaScript divides the gradient of an average by the whole window.
 * Nobody trains with it: in the trainer TensorFlow's own kernel, which Keras uses too, takes its place.
 */
const hasWrongGradient = ({ kind, params }: Prepared) => kind === 'avg-pool-2d' && params.padding === 'same'

function counts(kind: string, params: Record<string, unknown>, inputs: Prepared['inputs']) {
  const sums = { trainable: 0, nonTrainable: 0 }
  for (const { shape, trainable } of layerKinds[kind]!.weights(params, inputs)) {
    sums[trainable ? 'trainable' : 'nonTrainable'] += shape.reduce((product, axis) => product * axis, 1)
  }
  return sums
}

const namesAndShapes = ({ kind, params, inputs }: Prepared) =>
  layerKinds[kind]!.weights(params, inputs).map(({ name, shape }) => ({ name, shape }))

/** Closer than 1e-5 of the largest value. */
function expectClose(ours: number[], theirs: number[], what: string) {
  expect(ours.length, what).toBe(theirs.length)
  const scale = Math.max(1e-3, ...theirs.map(Math.abs))
  const furthest = Math.max(0, ...ours.map((value, i) => Math.abs(value - theirs[i]!)))
  // NaN compares as false, so that it fails here.
  expect(furthest <= 1e-5 * scale, `${what}: ${furthest} apart, of ${scale}`).toBe(true)
}
