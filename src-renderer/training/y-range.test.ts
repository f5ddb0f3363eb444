import { expect, test } from 'vitest'
import type { Curve } from './series.ts'
import { yRange } from './y-range.ts'

const seen = (curve: Curve, training: number[], { validation = [] as number[], zoomed = false, log = false } = {}) =>
  yRange({ curve, training: [training], validation: [validation], zoomed, log })
/** A run whose loss falls from 10 to 0.1 within its first 10 steps of 1,000. */
const falling = Array.from({ length: 1_000 }, (_, i) => (i < 10 ? 10 - i : 0.1))

test('the first steps do not press the rest flat, but zooming shows them', () => {
  expect(seen('loss', falling)[1]).toBeLessThan(0.2)
  expect(seen('loss', falling, { zoomed: true })[1]).toBeGreaterThan(10)
})

test('a short run and every validation point are in sight whole', () => {
  expect(seen('loss', [5, 1, 1])[1]).toBeGreaterThan(5)
  expect(seen('loss', falling, { validation: [4] })[1]).toBeGreaterThan(4)
})

test('accuracy stays within 0 and 1, loss near 0 begins at 0', () => {
  expect(seen('accuracy', [0.1, 1])).toEqual([0.046, 1].map((x) => expect.closeTo(x, 6)))
  expect(seen('loss', [0.1, 2])[0]).toBe(0)
  expect(seen('loss', [8, 9])[0]).toBeCloseTo(7.94, 6)
})

test('nothing yet, or one lone value, still has a height', () => {
  expect(seen('loss', [])).toEqual([0, 1])
  const [low, high] = seen('loss', [0])
  expect(high).toBeGreaterThan(low)
})

test('a logarithmic axis has all of it, from above 0', () => {
  const [low, high] = seen('loss', falling, { log: true })
  expect(low).toBeGreaterThan(0)
  expect(low).toBeLessThan(0.1)
  expect(high).toBeGreaterThan(10)
  const [one, two] = seen('loss', [2], { log: true })
  expect(one).toBeLessThan(2)
  expect(two).toBeGreaterThan(2)
})

test('every line of several is in sight', () => {
  const [low, high] = yRange({
    curve: 'loss',
    training: [[1, null], [3]],
    validation: [[], [7]],
    zoomed: false,
    log: false,
  })
  expect(low).toBeLessThan(1)
  expect(high).toBeGreaterThan(7)
})
