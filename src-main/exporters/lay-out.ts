import type { Shape } from '../../src-core/graph/shape.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'

/** How many numbers are laid out at once: 4 MiB, so that a large weight never lies in memory twice. */
const most = 2 ** 20

/**
 * The bytes of a tensor with its axes in another order, piece by piece.
 *
 * @param view the axes of `data`
 * @param permutation which of them each axis comes from
 */
export function* laidOut(data: Float32Array, view: Shape, permutation: readonly number[]): Generator<Uint8Array> {
  if (permutation.every((axis, at) => axis === at)) return yield bytesOf(data)
  const steps = view.map((_, axis) => sizeOf(view.slice(axis + 1)))
  const [outer, ...inner] = permutation.map((axis) => ({ length: view[axis]!, step: steps[axis]! }))
  // Where the last axis stays the last, its values are copied as they lie.
  const run = inner.at(-1)?.step === 1 ? inner.pop()!.length : 1
  const offsets = offsetsOf(inner)
  const each = offsets.length * run
  const together = Math.max(1, Math.floor(most / each))
  for (let first = 0; first < outer!.length; first += together) {
    const rows = Math.min(together, outer!.length - first)
    const piece = new Float32Array(rows * each)
    let at = 0
    for (let row = first; row < first + rows; row++) {
      const start = row * outer!.step
      for (let i = 0; i < offsets.length; i++, at += run) {
        const from = start + offsets[i]!
        if (run === 1) piece[at] = data[from]!
        else piece.set(data.subarray(from, from + run), at)
      }
    }
    yield bytesOf(piece)
  }
}

/** Where the values of these axes lie from the first of them, in order. */
function offsetsOf(axes: readonly { length: number; step: number }[]): Int32Array {
  let offsets = new Int32Array(1)
  for (const { length, step } of axes) {
    const next = new Int32Array(offsets.length * length)
    for (let i = 0, at = 0; i < offsets.length; i++) {
      for (let place = 0; place < length; place++) next[at++] = offsets[i]! + place * step
    }
    offsets = next
  }
  return offsets
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength)
