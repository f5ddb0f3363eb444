import { expect, test } from 'vitest'
import { z } from 'zod'
import { readAssignments, readFlag, readValue } from './values.ts'

test.each([
  ['a number where a number is wanted', z.int(), '10', 10],
  ['a text where a text is wanted', z.string(), '10', '10'],
  ['one of several texts', z.enum(['a', 'b']), 'b', 'b'],
  ['yes or no', z.boolean(), 'true', true],
  ['a list', z.array(z.int()), '[1,2]', [1, 2]],
  ['a default around it', z.int().default(3), '4', 4],
  ['what fits nothing stays a text', z.int(), 'many', 'many'],
  ['an option that there is not', undefined, '1', '1'],
])('%s', (_name, schema, text, value) => {
  expect(readValue(schema, text)).toEqual(value)
})

test('assignments', () => {
  expect(readAssignments(['a=1', 'b=x=y', 'c='])).toEqual({ ok: true, value: { a: '1', b: 'x=y', c: '' } })
  expect(readAssignments(undefined)).toEqual({ ok: true, value: {} })
  expect(readAssignments(['a'])).toMatchObject({ ok: false, failure: { code: 'usage' } })
})

test('a flag out of range names itself', () => {
  const read = readFlag('--epochs', z.int().positive(), 0)
  expect(read).toMatchObject({ ok: false, failure: { code: 'usage' } })
  expect(!read.ok && read.failure.message.en).toMatch(/^--epochs 0/)
  expect(readFlag('--epochs', z.int(), undefined)).toEqual({ ok: true, value: undefined })
})
