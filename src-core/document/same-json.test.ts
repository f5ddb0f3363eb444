import { expect, test } from 'vitest'
import { sameJson as same } from './same-json.ts'

test.each([
  [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [[1, 2], [1, 2, 3], false],
  [[1], { 0: 1 }, false],
  [{ a: { b: null } }, { a: { b: {} } }, false],
  [{ a: 1 }, { b: 1 }, false],
  ['1', 1, false],
])('%j and %j: %s', (a, b, expected) => {
  expect(same(a, b)).toBe(expected)
  expect(same(b, a)).toBe(expected)
})
