import { expect, test } from 'vitest'
import { kindOf } from '../../src-core/layers/registry.ts'
import { lenet } from '../../templates/lenet/lenet.ts'
import { fieldsOf, parseField, textsOf } from './field.ts'

const field = (kind: string, key: string) => fieldsOf(kindOf(kind)!.params).find((field) => field.key === key)!

test('a field’s control and parts come from its schema', () => {
  expect(fieldsOf(kindOf('conv2d')!.params).map(({ key, control }) => [key, control])).toEqual([
    ['filters', 'number'],
    ['kernelSize', 'numbers'],
    ['strides', 'numbers'],
    ['padding', 'choice'],
    ['dilationRate', 'numbers'],
    ['groups', 'number'],
    ['activation', 'choice'],
    ['useBias', 'switch'],
    ['kernelInitializer', 'choice'],
    ['biasInitializer', 'choice'],
  ])
  expect(field('conv2d', 'kernelSize')).toMatchObject({ linked: true, whole: true, empty: 'refused' })
  expect(field('conv2d', 'kernelSize').parts.map((part) => part.zh)).toEqual(['高', '宽'])
  expect(field('max-pool-2d', 'strides')).toMatchObject({ control: 'numbers', empty: 'null', linked: true })
  expect(field('input', 'shape').parts).toHaveLength(3)
  expect(field('conv2d', 'padding').choices).toContainEqual({
    value: 'same',
    label: { en: 'same', zh: 'same（补零）' },
  })
  expect(fieldsOf(lenet.options).map(({ label }) => label.en)).toEqual(['Edition', 'Classes', 'Input size', 'Channels'])
})

test.each([
  ['conv2d', 'filters', 'A whole number, 1 or more.', '请输入不小于 1 的整数。'],
  ['zero-padding-2d', 'height', 'A whole number, 0 or more.', '请输入不小于 0 的整数。'],
  ['dropout', 'rate', 'A number from 0 to below 1.', '请输入不小于 0 且小于 1 的数。'],
  ['batch-normalization', 'momentum', 'A number from 0 to 1.', '请输入 0 到 1 之间的数。'],
  ['batch-normalization', 'epsilon', 'A number above 0, at most 1.', '请输入大于 0 且不超过 1 的数。'],
])('%s %s: %s', (kind, key, en, zh) => expect(field(kind, key).range).toEqual({ en, zh }))

test.each([
  ['conv2d', 'filters', [' 64 '], 64],
  ['conv2d', 'kernelSize', ['3', '5'], [3, 5]],
  ['max-pool-2d', 'strides', ['', ' '], null],
  ['max-pool-2d', 'strides', ['2', '2'], [2, 2]],
  ['dropout', 'rate', ['1e-1'], 0.1],
  ['conv2d', 'padding', ['same'], 'same'],
])('%s %s: %j is taken', (kind, key, texts, value) =>
  expect(parseField(field(kind, key), texts)).toEqual({ ok: true, value }),
)

test.each([
  ['conv2d', 'filters', ['']],
  ['conv2d', 'filters', ['0']],
  ['conv2d', 'filters', ['2.5']],
  ['conv2d', 'filters', ['1e400']],
  ['conv2d', 'kernelSize', ['3', '']],
  ['max-pool-2d', 'strides', ['2', '']],
  ['dropout', 'rate', ['1']],
  ['conv2d', 'padding', ['full']],
])('%s %s: %j is refused in words', (kind, key, texts) => {
  const parsed = parseField(field(kind, key), texts)
  expect(parsed.ok).toBe(false)
  expect(parsed).toHaveProperty('message.zh')
})

test.each([
  ['conv2d', 'kernelSize', 5, ['5', '5']],
  ['conv2d', 'kernelSize', undefined, ['3', '3']],
  ['max-pool-2d', 'strides', null, ['', '']],
  ['conv2d', 'filters', 'many', ['many']],
  ['conv2d', 'kernelSize', [3, 0], ['3', '0']],
  ['conv2d', 'kernelSize', 'wide', ['wide', '']],
])('%s %s: %j is shown as %j', (kind, key, value, texts) => expect(textsOf(field(kind, key), value)).toEqual(texts))
