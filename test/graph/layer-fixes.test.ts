// A layer that refuses what comes in, in a network: for every kind and each of the problems that its table has.
import { describe, expect, test } from 'vitest'
import { execute, startHistory } from '../../src-core/commands/history.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { prepared } from '../layers/cases.ts'
import { network } from './network.ts'
import type { Short } from './network.ts'

const refused = prepared.flatMap(({ id, kind, params, inputs, expect }) =>
  'problem' in expect && inputs.every(({ length }) => length === 1 || length === 3)
    ? [{ id, says: expect.problem, document: networkAround(kind, params, inputs) }]
    : [],
)

/** The layer `x` with an input for each shape; a vector is an image of one pixel, flattened. */
function networkAround(kind: string, params: Record<string, unknown>, inputs: readonly Shape[]) {
  const nodes: Record<string, Short> = { x: [kind, params] }
  const wires = inputs.map((shape, i) => {
    const image = shape.length === 1 ? [1, 1, shape[0]!] : shape
    nodes[`in${i}`] = ['input', { shape: image }]
    if (shape.length === 3) return `in${i} -> x#${i}`
    nodes[`flat${i}`] = ['flatten']
    return `in${i} -> flat${i} -> x#${i}`
  })
  return network(nodes, wires)
}

const problemAt = (document: ReturnType<typeof networkAround>, code?: string) =>
  analyze(document).problems.find((problem) => problem.node === 'x' && (code === undefined || problem.code === code))

const offers = refused.flatMap(({ id, document }) => {
  const problem = problemAt(document)
  return (problem?.fixes ?? []).map((fix) => ({ id, document, code: problem!.code, fix }))
})

test.each(refused)('$id is told where the layer is', ({ says, document }) => {
  const problem = problemAt(document)
  expect(problem?.message.en.startsWith(says), problem?.message.en).toBe(true)
})

describe('each fix makes the problem go', () => {
  test.each(offers)('$id: $fix.label.en', ({ document, code, fix }) => {
    const done = execute(startHistory(structuredClone(document)), fix.command, fix.input)
    if (!done.ok) throw new Error(done.failure.message.en)
    expect(problemAt(done.value.document, code)?.message.en).toBeUndefined()
  })
})

test('nothing is without a way out', () => {
  const mended = new Set(offers.map(({ id }) => id))
  expect(refused.map(({ id }) => id).filter((id) => !mended.has(id))).toEqual([])
})
