import { expect, test } from 'vitest'
import type { z } from 'zod'
import { kindOf, layerKinds } from '../../src-core/layers/registry.ts'
import { blockKinds } from '../../templates/blocks.ts'
import { lenet } from '../../templates/lenet/lenet.ts'
import { templates } from '../../templates/registry.ts'
import { fieldsOf, parseField, textsOf } from './field.ts'

const field = (kind: string, key: string) => fieldsOf(kindOf(kind)!.params).find((field) => field.key === key)!

test('a field’s control and parts come from its schema', () => {
  const conv2d = fieldsOf(kindOf('conv2d')!.params)
  expect(conv2d.map(({ key }) => key)).toEqual(Object.keys(kindOf('conv2d')!.params.shape))
  expect(Object.fromEntries(conv2d.map(({ key, control }) => [key, control]))).toMatchObject({
    filters: 'number',
    kernelSize: 'numbers',
    padding: 'choice',
    activation: 'choice',
    useBias: 'switch',
    biasInitializer: 'choice',
  })
  expect(field('conv2d', 'kernelSize')).toMatchObject({ linked: true, whole: true, empty: 'refused' })
  expect(field('conv2d', 'kernelSize').parts.map((part) => part.zh)).toEqual(['高', '宽'])
  expect(field('max-pool-2d', 'strides')).toMatchObject({ control: 'numbers', empty: 'null', linked: true })
  expect(field('input', 'shape').parts).toHaveLength(3)
  expect(field('conv2d', 'padding').choices).toContainEqual({
    value: 'same',
    given: 'same',
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
  ['reshape', 'targetShape', ['7, 7,-1'], [7, 7, -1]],
  ['reshape', 'targetShape', ['7×7×64'], [7, 7, 64]],
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
  ['reshape', 'targetShape', ['']],
  ['reshape', 'targetShape', ['7, , a']],
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
  ['permute', 'dims', undefined, ['2, 1, 3']],
  ['conv2d', 'kernelSize', [3, 0], ['3', '0']],
  ['conv2d', 'kernelSize', 'wide', ['wide', '']],
])('%s %s: %j is shown as %j', (kind, key, value, texts) => expect(textsOf(field(kind, key), value)).toEqual(texts))

const forms: { id: string; options: z.ZodObject }[] = [...Object.values(templates), ...Object.values(blockKinds)]

test.each(forms)('the form of the options of $id takes what it shows, and every choice', ({ options }) => {
  for (const field of fieldsOf(options)) {
    expect(field.control).not.toBe('text')
    const start = field.schema.parse(undefined)
    expect(parseField(field, textsOf(field, undefined))).toEqual({ ok: true, value: start })
    for (const { value, given } of field.choices) expect(parseField(field, [value])).toEqual({ ok: true, value: given })
  }
})

test('the choices of a number are numbers', () => {
  const depth = fieldsOf(templates.resnet!.options).find(({ key }) => key === 'depth')!
  expect(depth.choices.map(({ value }) => value)).toEqual(['18', '34', '50', '101', '152'])
  expect(parseField(depth, ['101'])).toEqual({ ok: true, value: 101 })
  expect(parseField(depth, ['7'])).toMatchObject({ ok: false })
})

test.each(Object.values(layerKinds))('the form of $kind knows what to show for each field', ({ params }) => {
  for (const field of fieldsOf(params)) {
    expect(field.label.zh).not.toBe(field.key)
    expect(field.control).not.toBe('text')
    expect(field.control === 'choice' || field.control === 'switch' || field.range !== undefined).toBe(true)
    const start = field.schema.parse(undefined)
    expect(parseField(field, textsOf(field, undefined))).toEqual({ ok: true, value: start })
  }
})
