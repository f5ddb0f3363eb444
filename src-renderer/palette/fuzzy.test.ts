import { describe, expect, test } from 'vitest'
import { fuzzyMatch } from './fuzzy.ts'

const found = (query: string, text: string) => {
  const match = fuzzyMatch(query, text)
  return match && match.at.map((i) => text[i]).join('')
}

test.each([
  ['conv', 'Add Convolution', 'Conv'],
  ['cnv', 'Convolution', 'Cnv'],
  ['bn', 'Add Batch normalization', 'Bn'],
  ['sa', 'Save as…', 'Sa'],
  ['c3c1', 'conv3/conv1', 'c3c1'],
  ['卷积', '添加卷积', '卷积'],
  ['添池', '添加最大池化', '添池'],
  ['c 1', 'features/c1', 'c1'],
  ['', 'anything', ''],
  ['xyz', 'Convolution', undefined],
  ['vnoc', 'Convolution', undefined],
])('%s in %s', (query, text, expected) => expect(found(query, text)).toBe(expected))

describe('what was meant comes first', () => {
  test.each([
    ['save', 'Save', 'Save as…'],
    ['und', 'Undo', 'Ungroup and duplicate'],
    ['pool', 'Add Max pooling', 'features/p/o/o/l'],
    ['fit', 'Fit to window', 'Find it'],
    ['c1', 'features/c1', 'features/c3/1'],
    ['dense', 'Add Dense', 'Add a normal dense'],
  ])('%s: %s before %s', (query, first, second) =>
    expect(fuzzyMatch(query, first)!.score).toBeGreaterThan(fuzzyMatch(query, second)?.score ?? -Infinity),
  )
})

test('a long text with the query’s letters everywhere is searched in no time', () => {
  const begun = performance.now()
  fuzzyMatch('aaaaaaaaaaaab', 'a'.repeat(200))
  expect(performance.now() - begun).toBeLessThan(200)
})
