import { expect, test } from 'vitest'
import { halved } from './half.ts'

// IEEE 754-2019, binary16: one bit of sign, five of exponent, ten of fraction.
test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [1 / 3, 0x3555],
  // The largest, the last that is rounded to it, and the first that is not.
  [65_504, 0x7bff],
  [65_519.996, 0x7bff],
  [65_520, 0x7c00],
  [-Infinity, 0xfc00],
  [NaN, 0x7e00],
  // Between two: to the even one.
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  // The smallest that is normal, the largest and the smallest that are not.
  [2 ** -14, 0x0400],
  [1023 * 2 ** -24, 0x03ff],
  [1023.5 * 2 ** -24, 0x0400],
  [2 ** -24, 0x0001],
  [1.5 * 2 ** -24, 0x0002],
  [2.5 * 2 ** -24, 0x0002],
  [2 ** -25, 0x0000],
  [1.001 * 2 ** -25, 0x0001],
])('%d', (value, bits) => {
  const [bytes] = halved([new Uint8Array(Float32Array.of(value).buffer)])
  expect(new Uint16Array(bytes!.buffer)[0]).toBe(bits)
})
