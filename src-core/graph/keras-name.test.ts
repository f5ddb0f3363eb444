import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kerasNames, tfjsName } from './keras-name.ts'

test.each([
  { ids: ['conv3/block2/conv1', 'input'], names: ['conv3_block2_conv1', 'input'] },
  { ids: ['a/b', 'a_b', 'a b'], names: ['a_b_1', 'a_b', 'a_b_2'] },
  { ids: ['a/b', 'a/b_1', 'a_b', 'a_b_1'], names: ['a_b_2', 'a_b_1_1', 'a_b', 'a_b_1'] },
  { ids: ['卷积/1'], names: ['卷积_1'] },
])('$ids', ({ ids, names }) => {
  expect([...kerasNames(ids).values()]).toEqual(names)
})

test('every name is there once and has no slash', () => {
  const id = fc.string({ unit: fc.constantFrom('a', 'b', '_', '/', ' ', '1'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.uniqueArray(id), (ids) => {
      const names = [...kerasNames(ids).values()]
      expect(new Set(names).size).toBe(ids.length)
      expect(names.filter((name) => /[/ ]/.test(name))).toEqual([])
    }),
  )
})

test.each([
  ['conv3_block2-conv1.5', 'conv3_block2-conv1.5'],
  ['卷积_1', 'u5377u79ef_1'],
  ['_own', 'n_own'],
  ['é', 'ue9'],
])('tfjs takes %s as %s', (name, spelled) => {
  expect(tfjsName(name)).toBe(spelled)
  expect(spelled).toMatch(/^[A-Za-z0-9][-A-Za-z0-9_.]*$/)
})
