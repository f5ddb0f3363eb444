import { expect, test } from 'vitest'
import { plain } from '../../src-core/training/augmentation.ts'
import { jitter } from './colour.ts'
import { normalized } from './tone.ts'

const furthest = (bound: number) => bound - 1
const rounded = (image: Float32Array) => Array.from(image, (value) => Math.round(value * 1e3) / 1e3 + 0)

// 0.2 and 0.8 are half a contrast further from their mean, 0.5; 0.6 is twice as bright, and no brighter than white.
test.each([
  ['contrast', { contrast: 0.5 }, [0.2, 0.8], [0.05, 0.95]],
  ['brightness, which ends at white', { brightness: 1 }, [0.2, 0.6], [0.4, 1]],
  ['contrast about the mean that brightness leaves', { brightness: 1, contrast: 0.5 }, [0.2, 0.6], [0.25, 1]],
  ['nothing but what grey images have', { saturation: 1, hue: 0.5 }, [0.2, 0.6], [0.2, 0.6]],
])('grey images change in %s, and are normalized after it', (_, given, values, expected) => {
  const image = Float32Array.from(values)
  jitter(image, 1, { ...plain, ...given }, furthest)
  expect(rounded(image)).toEqual(expected)
  const normal = Float32Array.from(values)
  jitter(normal, 1, { ...plain, ...given }, furthest, normalized({ mean: [0.5], deviation: [0.5] }, 1))
  expect(rounded(normal)).toEqual(expected.map((value) => Math.round((value - 0.5) * 2e3) / 1e3))
})

test('colours are normalized each by its own channel, after all else', () => {
  const image = Float32Array.from([1, 0, 0])
  const normal = { mean: [0.5, 0.25, 0], deviation: [0.5, 0.25, 2] }
  // Half a turn of the circle from red is cyan.
  jitter(image, 3, { ...plain, hue: 0.5 }, furthest, normalized(normal, 3))
  expect(rounded(image)).toEqual([-1, 3, 0.5])
})
