import { expect, test } from 'vitest'
import { featurePixels, heatPixels } from './map-pixels.ts'

test('each channel goes from its lowest value to its highest; one that is the same everywhere is black', () => {
  const maps = { height: 1, width: 3, channels: 3, values: Float32Array.of(0, -1, 5, 1, 0, 5, 2, 3, 5) }
  expect(featurePixels(maps, { from: 1, count: 64 })).toEqual({
    ...{ height: 1, width: 3, channels: 3 },
    pixels: Uint8Array.of(0, 64, 255, 0, 0, 0),
    ranges: [
      [-1, 3],
      [5, 5],
    ],
  })
  expect(featurePixels(maps, { from: 3, count: 64 }).pixels).toHaveLength(0)
})

test('of a large map squares of pixels are one, those at its end with the pixels that there are', () => {
  const values = Float32Array.from({ length: 2 * 129 }, (_, at) => at % 129)
  const { height, width, ranges } = featurePixels({ height: 2, width: 129, channels: 1, values }, { from: 0, count: 1 })
  // The first is the mean of 0 and 1, the last is 128 alone.
  expect({ height, width, ranges }).toEqual({ height: 1, width: 65, ranges: [[0.5, 128]] })
})

test('a heat map goes from 0, numbers that are none are black', () => {
  const heat = { height: 1, width: 3, channels: 1, values: Float32Array.of(1, 2, NaN) }
  expect([...heatPixels(heat).pixels]).toEqual([128, 255, 0])
  expect([...heatPixels({ ...heat, values: new Float32Array(3) }).pixels]).toEqual([0, 0, 0])
})
