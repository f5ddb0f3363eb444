import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDocument, largestDocument, parseDocument } from '../../src-core/document/file.ts'
import { analyze } from '../../src-core/graph/analyze.ts'

/** More find more: LAYERLOOM_RUNS=10000. */
const runs = Number(process.env.LAYERLOOM_RUNS ?? 500)
const texts = await Promise.all(
  ['lenet.loom', 'version-1.loom'].map((name) => readFile(resolve(import.meta.dirname, name), 'utf8')),
)

/** Whatever the text: a sentence, or a document that can be analyzed and saved. */
function expectAnswer(text: string): void {
  const read = parseDocument(text)
  if (!read.ok) {
    expect(read.failure.message.en).toMatch(/\.$/)
    expect(read.failure.message.zh).toMatch(/\p{Script=Han}/u)
    return
  }
  analyze(read.value.document)
  const again = parseDocument(formatDocument(read.value.document))
  expect(again).toEqual({ ok: true, value: { document: read.value.document } })
}

test('any text', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), expectAnswer), { numRuns: runs })
})

const junk = fc.oneof(
  fc.constantFrom(
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    'null',
    '-1',
    '1e999',
    '"__proto__":1,',
    '\u0000',
    '\\u0000',
  ),
  fc.string({ maxLength: 5 }),
)
const damage = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(40), junk })

test('a document with damages', () => {
  const damaged = fc.tuple(fc.constantFrom(...texts), fc.array(damage, { minLength: 1, maxLength: 4 }))
  fc.assert(
    fc.property(damaged, ([text, damages]) => {
      for (const { at, length, junk } of damages) {
        const from = Math.floor(at * text.length)
        text = text.slice(0, from) + junk + text.slice(from + length)
      }
      expectAnswer(text)
    }),
    { numRuns: runs },
  )
})

/** Puts a value at a random place in a JSON tree. */
function replaced(tree: unknown, way: readonly number[], value: unknown): unknown {
  if (way.length === 0 || typeof tree !== 'object' || tree === null) return value
  const keys = Object.keys(tree)
  if (keys.length === 0) return value
  const key = keys[way[0]! % keys.length]!
  const part = replaced((tree as Record<string, unknown>)[key], way.slice(1), value)
  return Array.isArray(tree) ? tree.map((old, i) => (String(i) === key ? part : old)) : { ...tree, [key]: part }
}

test('a document with other values in it', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, -0, 1e308, '', 'constructor', [[]], { length: 3 }),
  )
  const changes = fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 4 }), value), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.constantFrom(...texts), changes, (text, changes) => {
      const tree = changes.reduce((at, [way, value]) => replaced(at, way, value), JSON.parse(text) as unknown)
      expectAnswer(JSON.stringify(tree))
    }),
    { numRuns: runs },
  )
})

const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
const document = texts[0]!

test.each([
  { name: 'nested 100,000 deep', text: nested(100_000), code: 'hostile' },
  { name: 'a million open lists', text: '['.repeat(1_000_000), code: 'hostile' },
  {
    name: 'parameters nested 70 deep',
    text: document.replace('"shape": [32, 32, 1]', `"shape": ${nested(70)}`),
    code: 'hostile',
  },
  { name: 'more characters than a network has', text: ' '.repeat(largestDocument + 1), code: 'too-large' },
  {
    name: 'more nodes than a network has',
    text: document.replace(
      '"nodes": {',
      `"nodes": {${Array.from({ length: 200_001 }, (_, i) => `"n${i}": {"type": "block"}`).join()},`,
    ),
    code: 'too-large',
  },
  { name: 'a text that never ends', text: `{"format": "${'x'.repeat(1_000_000)}`, code: 'truncated' },
  { name: 'a million escapes', text: `{"format": "${'\\n'.repeat(1_000_000)}"`, code: 'truncated' },
])('$name', ({ text, code }) => {
  const read = parseDocument(text)
  expect(read.ok ? 'opened' : read.failure.code).toBe(code)
})

test('parameters nested 50 deep open', () => {
  const text = document.replace('"shape": [32, 32, 1]', `"shape": ${nested(50)}`)
  const read = parseDocument(text)
  if (!read.ok) throw new Error(read.failure.message.en)
  expect(analyze(read.value.document).problems[0]!.code).toBe('invalid-param')
  expectAnswer(text)
})
