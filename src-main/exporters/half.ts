import type { LayerWeight } from '../training/weights.ts'
import type { Piece } from './pieces.ts'

/** Numbers that are converted at once: a large weight never lies in memory twice. */
const atOnce = 2 ** 20

/**
 * Whether a file of 16-bit floats holds this weight as such. Kernels it does, which are nearly all there is; biases and what
 * normalizes stay 32-bit, because a variance may be too large and a share of it too small.
 */
export const isHalved = ({ shape }: { readonly shape: readonly number[] }): boolean => shape.length > 1

/** The first layer with a kernel that has a value too large for 16 bits, if there is one. */
export const tooLargeToHalve = (weights: readonly LayerWeight[]): string | undefined =>
  weights.find((weight) => isHalved(weight) && weight.data.some((value) => Math.abs(value) >= 65_520))?.layer

/** 32-bit floats as a file holds them. */
export const floatsPiece = (floats: Uint8Array, { isHalf }: { isHalf: boolean }): Piece =>
  isHalf
    ? { length: floats.byteLength / 2, bytes: () => halved([floats]) }
    : { length: floats.byteLength, bytes: () => [floats] }

/**
 * Turns 32-bit floats into the nearest of 16 bits (IEEE 754 binary16, ties to even).
 *
 * @param chunks bytes of 32-bit floats, whole ones in each
 */
export function* halved(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const { buffer, byteOffset, byteLength } of chunks) {
    const bits = new Uint32Array(buffer, byteOffset, byteLength / 4)
    for (let at = 0; at < bits.length; at += atOnce) {
      const halves = new Uint16Array(Math.min(atOnce, bits.length - at))
      // A loop: `Uint16Array.from` with a function goes through an iterator, which takes far longer.
      for (let i = 0; i < halves.length; i++) halves[i] = half(bits[at + i]!)
      yield new Uint8Array(halves.buffer)
    }
  }
}

/** The bits of a 16-bit float by those of a 32-bit one. */
function half(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const size = bits & 0x7fff_ffff
  // From 2¹⁶ on, or no number.
  if (size >= 0x4780_0000) return sign | (size > 0x7f80_0000 ? 0x7e00 : 0x7c00)
  // From 2⁻¹⁴ on: 13 bits of the fraction less, and the exponent counts from 15 instead of 127.
  if (size >= 0x3880_0000) return sign | rounded(size - 0x3800_0000, 13)
  // Up to half of the smallest, 2⁻²⁴.
  if (size <= 0x3300_0000) return sign
  return sign | rounded((size & 0x7f_ffff) | 0x80_0000, 126 - (size >>> 23))
}

/** Without its last bits, to the nearest; between two to the even one. */
function rounded(value: number, bits: number): number {
  const whole = value >>> bits
  const rest = value & ((1 << bits) - 1)
  const middle = 1 << (bits - 1)
  return rest > middle || (rest === middle && (whole & 1) === 1) ? whole + 1 : whole
}

/** Turns 16-bit floats, given by their bits, into 32-bit ones. */
export function floatsOfHalves(halves: Uint16Array): Float32Array {
  const every = everyHalf()
  const floats = new Float32Array(halves.length)
  for (let i = 0; i < floats.length; i++) floats[i] = every[halves[i]!]!
  return floats
}

let table: Float32Array | undefined
/** The values of all 2¹⁶ of them by their bits: looked up, since working one out takes ten times as long. */
const everyHalf = () => (table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => valueOf(bits)))

function valueOf(bits: number): number {
  const sign = bits & 0x80_00 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3_ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}
