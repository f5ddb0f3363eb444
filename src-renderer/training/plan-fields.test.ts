import { expect, test } from 'vitest'
import { parseField } from '../forms/field.ts'
import { mainFields, moreFields } from './plan-fields.ts'

const field = (key: string) => [...mainFields, ...moreFields].find((field) => field.key === key)!

test('the form has every field of the plan, the seldom ones apart', () => {
  expect(mainFields.map((field) => field.key)).toEqual([
    'data',
    'optimizer',
    'learningRate',
    'batchSize',
    'epochs',
    'seed',
  ])
  expect(moreFields.map((field) => field.key)).toEqual(['limit', 'device'])
})

test('a field’s control, choices and range come from its schema', () => {
  expect(field('optimizer')).toMatchObject({ control: 'choice', empty: 'refused' })
  expect(field('optimizer').choices.map((choice) => choice.value)).toContain('adam')
  expect(field('data').choices[0]!.value).toBe('mnist')
  expect(field('learningRate').range!.en).toBe('A number above 0, at most 100.')
  expect(field('epochs').range!.en).toBe('A whole number from 1 to 100,000.')
  expect(field('seed').range!.en).toBe('A whole number from 0 to 2,147,483,647.')
  expect(field('limit').empty).toBe('absent')
})

test.each([
  ['learningRate', ' 1e-3 ', 0.001],
  ['batchSize', '128', 128],
  ['limit', '', undefined],
  ['device', 'cpu', 'cpu'],
])('%s: "%s" is taken', (key, typed, value) => expect(parseField(field(key), [typed])).toEqual({ ok: true, value }))

test.each([
  ['learningRate', ''],
  ['learningRate', '-1'],
  ['learningRate', 'NaN'],
  ['batchSize', '2.5'],
  ['epochs', '0'],
  ['epochs', '1e9'],
  ['seed', '0x'],
  ['limit', '0'],
  ['device', 'tpu'],
])('%s: "%s" is refused in words', (key, typed) => {
  const parsed = parseField(field(key), [typed])
  expect(parsed.ok).toBe(false)
  expect(parsed).toHaveProperty('message.zh')
})
