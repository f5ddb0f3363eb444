import { expect, test } from 'vitest'
import { shuffled } from './shuffle.ts'

const order = (count: number, seed: number, epoch: number) => [...shuffled(count, { seed, epoch })]

test.each([0, 1, 2, 1_000])('an order of %i holds every example once', (count) => {
  expect(order(count, 1, 1).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
})

test('the order follows from the seed and the epoch alone', () => {
  expect(order(1_000, 3, 2)).toEqual(order(1_000, 3, 2))
})

test.each([
  ['another epoch', 3, 3],
  ['another seed', 4, 2],
  ['seed and epoch swapped', 2, 3],
])('%s has nothing in common with it', (_name, seed, epoch) => {
  const base = order(10_000, 3, 2)
  // Two unrelated orders agree at one place on average.
  expect(order(10_000, seed, epoch).filter((index, place) => index === base[place]).length).toBeLessThan(10)
})

test('every order of four is equally likely', () => {
  const runs = 48_000
  const counts = new Map<string, number>()
  for (let seed = 0; seed < runs; seed++) {
    const key = order(4, seed, 1).join()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const expected = runs / 24
  const squares = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(counts.size).toBe(24)
  // Chi-squared with 23 degrees of freedom is above 49.7 once in a thousand.
  expect(squares).toBeLessThan(49.7)
})
