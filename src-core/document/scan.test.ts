import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanJson } from './scan.ts'

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

const hasProto = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto))

test('says of any JSON what JSON.parse finds in it', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(4), (text, indent) => {
      const value = JSON.parse(text) as unknown
      const spaced = JSON.stringify(value, null, indent)
      expect(scanJson(spaced)).toEqual({ depth: depthOf(value), hasProto: hasProto(value), isOpen: false })
    }),
  )
})

test('says of any beginning of an object that it is open', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, at) => {
      const text = JSON.stringify(value)
      expect(scanJson(text.slice(0, 1 + (at % (text.length - 1)))).isOpen).toBe(true)
    }),
  )
})

test.each([
  ['{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}', undefined],
  ['{"a": 1, "b": 2, "a": 3}', 'a'],
  ['{"x": [{"é": 1, "\\u00e9": 2}]}', 'é'],
  ['{"a:": "b", "b": "a:", "c": "{\\"c\\": 1"}', undefined],
  ['{"toString": 1, "constructor": 2}', undefined],
])('%s has twice: %s', (text, duplicate) => {
  expect(scanJson(text).duplicate).toBe(duplicate)
})
