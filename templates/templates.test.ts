import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { formatDocument, parseDocument } from '../src-core/document/file.ts'
import { analyze } from '../src-core/graph/analyze.ts'
import type { Text } from '../src-core/text.ts'
import reference from '../test/reference/networks.json'
import { newDocument } from './open.ts'
import { templates } from './registry.ts'

/** What TensorFlow counts; `refused` where the documenting code does not build. */
interface Row {
  template: string
  options: Record<string, unknown>
  inputs?: number[][]
  outputs?: number[][]
  params?: { total: number; trainable: number; nonTrainable: number }
  macs?: number
  refused?: unknown
}
const rows: Row[] = reference.networks
const named = rows.map((row) => ({ ...row, name: `${row.template} ${JSON.stringify(row.options)}` }))

/** A row's options; where both editions are one network, the template has no option for it. */
function optionsOf({ template, options }: Row): Record<string, unknown> {
  if (Object.hasOwn(templates[template]!.options.shape, 'edition')) return options
  const { edition: _, ...rest } = options
  return rest
}

describe('counts and shapes are those of the reference', () => {
  test.each(named.filter(({ refused }) => !refused))('$name', (row) => {
    const made = newDocument(row.template, optionsOf(row))
    if (!made.ok) throw new Error(made.failure.message.en)
    const { layers, blocks, inputs, outputs, problems } = analyze(made.value)
    const { trainable, nonTrainable, macs } = blocks.get('')!
    const shapes = (ids: readonly string[]) => ids.map((id) => layers.get(id)!.shape)
    expect({
      inputs: shapes(inputs),
      outputs: shapes(outputs),
      params: { total: trainable + nonTrainable, trainable, nonTrainable },
      ...(row.macs !== undefined && { macs }),
    }).toEqual({
      inputs: row.inputs,
      outputs: row.outputs,
      params: row.params,
      ...(row.macs !== undefined && { macs: row.macs }),
    })
    expect(problems.map(({ code }) => code)).toEqual([])
  })

  test.each(named.filter(({ refused }) => refused))('$name is refused, as by the documenting code', (row) => {
    const made = newDocument(row.template, optionsOf(row))
    if (made.ok) throw new Error('It was built.')
    expectSentence(made.failure.message)
  })

  test('no row waits for its template', () => {
    const waiting = rows.filter(({ template }) => !Object.hasOwn(templates, template))
    expect(waiting).toEqual([])
  })
})

describe.each(Object.keys(templates))('%s', (id) => {
  const template = templates[id]!

  test('is what it is called, and every text of it is in both languages', () => {
    expect(template.id).toBe(id)
    for (const text of [template.title, template.idea, ...template.notes]) expect(text.zh).not.toBe('')
    for (const sentence of [template.idea, ...template.notes]) expectSentence(sentence)
    for (const option of Object.values(template.options.shape)) {
      expect(z.globalRegistry.get(option as z.ZodType)?.label).toBeDefined()
    }
    expect(template.options.safeParse({}).success, 'every option has a default').toBe(true)
  })

  const editions = Object.hasOwn(template.options.shape, 'edition') ? ['published', 'documented'] : [undefined]
  test.each(editions)('opens with its defaults (%s), without a problem, and comes back from its file', (edition) => {
    const made = newDocument(id, edition === undefined ? {} : { edition })
    if (!made.ok) throw new Error(made.failure.message.en)
    expect(analyze(made.value).problems.map(({ code }) => code)).toEqual([])
    const read = parseDocument(formatDocument(made.value))
    expect(read).toEqual({ ok: true, value: { document: made.value } })
  })

  test('whatever its options, builds a network without a problem or says why not', () => {
    fc.assert(
      fc.property(anyOptions(template.options), (options) => {
        const made = newDocument(id, options)
        if (!made.ok) return expectSentence(made.failure.message)
        const { problems } = analyze(made.value)
        // A classifier for huge images may have more weights than a tensor can hold: the network says it itself.
        const slips = problems.filter(({ code }) => code !== 'too-large')
        expect(slips.map(({ message }) => message.en)).toEqual([])
      }),
      { numRuns: Number(process.env.LAYERLOOM_RUNS ?? 60) },
    )
  })

  test('refuses an option that there is not', () => {
    const made = newDocument(id, { depths: 3 })
    expect(made.ok ? 'built' : made.failure.code).toBe('unknown-option')
  })
})

test('a template that there is not', () => {
  for (const id of ['capsnet', 'constructor', '__proto__']) {
    const made = newDocument(id)
    expect(made.ok ? 'built' : made.failure.code).toBe('unknown-template')
  }
})

function expectSentence({ en, zh }: Text): void {
  expect(en).toMatch(/[.:]$/)
  expect(en).not.toMatch(/undefined|\[object/)
  expect(zh).toMatch(/\p{Script=Han}/u)
}

interface JsonSchema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  minimum?: number
  maximum?: number
}

/** Options from a template's own schema: its limits, values within and values without. */
function anyOptions(schema: z.ZodObject): fc.Arbitrary<Record<string, unknown>> {
  const { properties } = z.toJSONSchema(schema, { io: 'input' }) as { properties: Record<string, JsonSchema> }
  const values = Object.entries(properties).map(([name, property]) => [name, fc.constantFrom(...valuesOf(property))])
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] })
}

function valuesOf({ type, enum: choices, const: only, anyOf, minimum = 0, maximum = 100 }: JsonSchema): unknown[] {
  if (choices) return [...choices, 'something else']
  if (only !== undefined) return [only]
  if (anyOf) return anyOf.flatMap(valuesOf)
  if (type === 'boolean') return [true, false]
  if (type === 'string') return ['', 'something else']
  const inside = [1, 2, 3, 8, 16, 28, 31, 32, 33, 64, 96, 224, 299].filter((n) => n >= minimum && n <= maximum)
  return [minimum, minimum, maximum, (minimum + maximum) / 2, minimum - 1, NaN, '7', ...inside, ...inside]
}
