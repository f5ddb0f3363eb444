import { expect, test } from 'vitest'
import { classNames, maxClasses } from './shape-classes.ts'
import { readShapeOptions, splitShapes } from './shapes.ts'

test.each([
  ['', { count: 2000, seed: 1, validation: 0.1 }],
  ['size=64,count=500,classes=7,seed=9', { size: 64, count: 500, classes: 7, seed: 9, validation: 0.1 }],
  [' seed = 0 , validation=0.25', { count: 2000, seed: 0, validation: 0.25 }],
])('“%s” is read', (argument, options) => expect(readShapeOptions(argument)).toEqual({ ok: true, value: options }))

test.each([
  ['sides=64', 'unknown-data-option', 'no option “sides”'],
  ['64', 'unknown-data-option', 'no option “64”'],
  ['size=64,', 'unknown-data-option', 'no option “”'],
  ['constructor=1', 'unknown-data-option', 'no option “constructor”'],
  ['size=7', 'invalid-data-option', '“size” of Shapes must be a whole number from 8 to 1,024, not “7”.'],
  ['size=', 'invalid-data-option', 'not “”'],
  ['size=64px', 'invalid-data-option', 'not “64px”'],
  ['size=64.5', 'invalid-data-option', 'a whole number'],
  ['size=32=32', 'invalid-data-option', 'not “32=32”'],
  ['count=9', 'invalid-data-option', 'from 10 to 1,000,000'],
  ['classes=1', 'invalid-data-option', 'from 2 to 1,008'],
  ['classes=1009', 'invalid-data-option', 'from 2 to 1,008'],
  ['seed=-1', 'invalid-data-option', 'from 0 to 2,147,483,647'],
  ['validation=1', 'invalid-data-option', 'a number from 0.01 to 0.9'],
  ['seed=1,seed=2', 'invalid-data-option', 'given twice'],
])('“%s” is refused in a sentence', (argument, code, sentence) => {
  const read = readShapeOptions(argument)
  expect(read).toMatchObject({ ok: false, failure: { code, advice: { zh: expect.any(String) } } })
  expect(!read.ok && read.failure.message.en).toContain(sentence)
})

test.each([
  [2000, 0.1, { train: 1800, validation: 200 }],
  [10, 0.01, { train: 9, validation: 1 }],
  [10, 0.9, { train: 1, validation: 9 }],
])('of %i images the share %d is held out', (count, validation, split) => {
  expect(splitShapes({ count, validation })).toEqual(split)
})

test.each([
  [1, 84],
  [3, 1008],
])('with %i channels all %i classes have names of their own in both languages', (channels, most) => {
  expect(maxClasses(channels)).toBe(most)
  const names = classNames(most, channels)
  for (const locale of ['en', 'zh'] as const) expect(new Set(names.map((name) => name[locale])).size).toBe(most)
})

test.each([
  [4, 3, 3, 'star', '五角星'],
  [13, 3, 12, 'orange circle', '橙色圆形'],
  [13, 1, 12, 'outlined circle', '空心圆形'],
  [145, 3, 144, 'outlined red circle', '空心红色圆形'],
])('of %i classes with %i channels number %i is the %s', (classes, channels, label, en, zh) => {
  expect(classNames(classes, channels)[label]).toEqual({ en, zh })
})
