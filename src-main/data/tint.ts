import { aligned, kernel, memory, reserve } from './kernel.ts'
import type { Tone } from './tone.ts'

/** Values of four pixels of three channels. */
const atOnce = 12

/**
 * Makes floats of the bytes of coloured pixels, in a tenth of the time in which they are looked up one by one.
 * @param image as many values as there are bytes, filled
 */
export function tint(pixels: Uint8Array, image: Float32Array, { ofFour }: Tone): void {
  const { length } = pixels
  const tone = aligned(length)
  const floats = aligned(tone + ofFour.byteLength)
  // Up to eleven values more are written than there are.
  reserve(floats + (length + atOnce) * 4)
  new Uint8Array(memory.buffer, 0, length).set(pixels)
  new Float32Array(memory.buffer, tone, ofFour.length).set(ofFour)
  kernel().tint(0, floats, length, tone)
  // JavaScript's own copy into memory that threads share goes word by word; Node's is the system's.
  Buffer.from(image.buffer, image.byteOffset, image.byteLength).fill(new Uint8Array(memory.buffer, floats, length * 4))
}
