import { expect, test } from 'vitest'
import { normalizations } from '../../src-core/training/augmentation.ts'
import { tint } from './tint.ts'
import { normalized } from './tone.ts'

// Four pixels are taken at once: some are left over in three of four.
test.each([1, 2, 3, 4, 5, 1_000])('%i pixels are normalized as their bytes are one by one', (pixels) => {
  const bytes = Uint8Array.from({ length: pixels * 3 }, (_, place) => (place * 37) % 256)
  const { mean, deviation } = normalizations.imagenet
  const image = new Float32Array(pixels * 3 + 3).fill(7)
  tint(bytes, image.subarray(0, pixels * 3), normalized({ mean: [...mean], deviation: [...deviation] }, 3))
  bytes.forEach((byte, place) => {
    expect(image[place]).toBeCloseTo((byte / 255 - mean[place % 3]!) / deviation[place % 3]!, 6)
  })
  expect([...image.subarray(pixels * 3)], 'nothing is written past the end').toEqual([7, 7, 7])
})
