import { expect, test } from 'vitest'
import { examplesIn, layoutOf, legible, matrixOf, shortened } from './matrix.ts'

test('cells that are not said are 0', () => {
  const figures = [8, 4].map((support) => ({ precision: 0, recall: 0, f1: 0, support }))
  const classes = ['a', 'b'].map((name) => ({ en: name, zh: name }))
  const validation = { loss: 0.5, accuracy: 11 / 12 }
  const cells: [number, number, number][] = [
    [0, 0, 7],
    [0, 1, 1],
    [1, 1, 4],
  ]
  const matrix = matrixOf({ epoch: 1, step: 1, examples: 12, validation, classes, figures, cells, mistakes: [] })
  expect([0, 1].map((truth) => [0, 1].map((said) => examplesIn(matrix, truth, said)))).toEqual([
    [7, 1],
    [0, 4],
  ])
})

const named = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i))

test.each([
  { what: 'ten digits have names and figures', classes: named(10, String), cell: 25, names: true },
  { what: 'forty classes keep their names', classes: named(40, (i) => `class ${i}`), cell: 14, names: true },
  { what: 'a hundred are a picture that fits', classes: named(100, (i) => `class ${i}`), cell: 4, names: false },
  { what: 'a thousand are scrolled over', classes: named(1_000, (i) => `class ${i}`), cell: 2, names: false },
])('$what', ({ classes, cell, names }) => {
  const layout = layoutOf(classes, { width: 420, height: 268 })
  expect(layout.cell).toBe(cell)
  expect(layout.beside > 0).toBe(names)
})

test('a long name ends in an ellipsis, in either script', () => {
  expect(shortened('cat', 80)).toBe('cat')
  expect(shortened('Siberian husky, the sled dog', 80)).toMatch(/^Siberian.*…$/)
  expect(shortened('西伯利亚雪橇犬', 50)).toBe('西伯利…')
})

// The tokens of both themes, with the text that WCAG's contrast prefers.
test.each([
  { theme: 'light', color: 'rgb(47, 91, 214)', depth: 0.95, reads: 'onColor' },
  { theme: 'light', color: 'rgb(184, 86, 11)', depth: 0.5, reads: 'text' },
  { theme: 'light', color: 'rgb(184, 86, 11)', depth: 0.7, reads: 'text' },
  { theme: 'dark', color: 'rgb(131, 163, 255)', depth: 0.95, reads: 'onColor' },
  { theme: 'dark', color: 'rgb(240, 161, 87)', depth: 0.3, reads: 'text' },
])('figures are read on $color at $depth, $theme', ({ theme, color, depth, reads }) => {
  const colors =
    theme === 'light'
      ? { text: 'rgb(26, 29, 35)', onColor: 'rgb(255, 255, 255)', surface: 'rgb(255, 255, 255)' }
      : { text: 'rgb(231, 233, 237)', onColor: 'rgb(14, 20, 38)', surface: 'rgb(28, 30, 34)' }
  const all = { ...colors, right: color, wrong: color, line: color }
  expect(legible(color, depth, all)).toBe(reads === 'text' ? colors.text : colors.onColor)
})
