import { aligned, kernel, memory, reserve } from './kernel.ts'
import type { Tone } from './tone.ts'

/** Four pixels of three channels, for which the kernel has a scale and a shift each. */
const atOnce = 12

/**
 * Makes floats of the bytes of coloured pixels, in a tenth of the time in which they are looked up one by one.
 * @param image as many values as there are bytes, filled
 */
export function tint(pixels: Uint8Array, image: Float32Array, { scale, shift }: Tone): void {
  const { length } = pixels
  const tone = aligned(length)
  const floats = aligned(tone + 2 * atOnce * 4)
  // Up to eleven values more are written than there are.
  reserve(floats + (length + atOnce) * 4)
  new Uint8Array(memory.buffer, 0, length).set(pixels)
  const each = Array.from({ length: atOnce }, (_, place) => place % scale.length)
  new Float32Array(memory.buffer, tone, 2 * atOnce).set([...each.map((c) => scale[c]!), ...each.map((c) => shift[c]!)])
  kernel().tint(0, floats, length, tone)
  // JavaScript's own copy into memory that threads share goes word by word; Node's is the system's.
  Buffer.from(image.buffer, image.byteOffset, image.byteLength).fill(new Uint8Array(memory.buffer, floats, length * 4))
}
