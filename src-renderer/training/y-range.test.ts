import { expect, test } from 'vitest'
import type { ChartData } from './series.ts'
import { yRange } from './y-range.ts'

const data = (raw: number[], validation: number[] = []): ChartData => [[], raw, [], validation]
/** A run whose loss falls from 10 to 0.1 within its first 10 steps of 1,000. */
const falling = Array.from({ length: 1_000 }, (_, i) => (i < 10 ? 10 - i : 0.1))

test('the first steps do not press the rest flat, but zooming shows them', () => {
  expect(yRange('loss', data(falling), false)[1]).toBeLessThan(0.2)
  expect(yRange('loss', data(falling), true)[1]).toBeGreaterThan(10)
})

test('a short run and every validation point are in sight whole', () => {
  expect(yRange('loss', data([5, 1, 1]), false)[1]).toBeGreaterThan(5)
  expect(yRange('loss', data(falling, [4]), false)[1]).toBeGreaterThan(4)
})

test('accuracy stays within 0 and 1, loss near 0 begins at 0', () => {
  expect(yRange('accuracy', data([0.1, 1]), false)).toEqual([0.046, 1].map((x) => expect.closeTo(x, 6)))
  expect(yRange('loss', data([0.1, 2]), false)[0]).toBe(0)
  expect(yRange('loss', data([8, 9]), false)[0]).toBeCloseTo(7.94, 6)
})

test('nothing yet, or one lone value, still has a height', () => {
  expect(yRange('loss', data([]), false)).toEqual([0, 1])
  const [low, high] = yRange('loss', data([0]), false)
  expect(high).toBeGreaterThan(low)
})
