import { z } from 'zod'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { floatsOfHalves } from '../exporters/half.ts'

/** How weights lie as smaller numbers than floats: whole ones as `value × scale + min`, or halves. */
const Quantization = z.object({
  dtype: z.enum(['uint8', 'uint16', 'float16']),
  scale: z.number().optional(),
  min: z.number().optional(),
})

const Entry = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()).max(8),
  dtype: z.string(),
  quantization: Quantization.optional(),
})
type Entry = z.output<typeof Entry>

/** What a `model.json` says of its weights: groups of files, each of which holds weights one after the other. */
export const Manifest = z
  .array(z.object({ paths: z.array(z.string()).max(100_000), weights: z.array(Entry) }))
  .max(1000)
export type Manifest = z.output<typeof Manifest>

/** Bytes of one number where it lies whole. */
const widths: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2, float16: 2 }

/** A weight and where it lies among the bytes of its group. */
export interface Place {
  entry: Entry
  /** Bytes from the beginning of the group. */
  at: number
  bytes: number
}

/** Where each weight of a group lies; nothing where one is of a type without a width, such as a text. */
export function placesOf(entries: readonly Entry[]): Place[] | undefined {
  let at = 0
  const places: Place[] = []
  for (const entry of entries) {
    const width = widths[entry.quantization?.dtype ?? entry.dtype]
    if (width === undefined) return undefined
    const bytes = sizeOf(entry.shape) * width
    places.push({ entry, at, bytes })
    at += bytes
  }
  return places
}

/** The values of a weight of exactly this shape as floats; nothing where it is of another, or of whole numbers. */
export function floatsOf({ entry, at, bytes }: Place, group: Uint8Array, shape: Shape): Float32Array | undefined {
  if (entry.dtype !== 'float32' || entry.shape.join() !== shape.join() || at + bytes > group.length) return undefined
  // Copied: a float has to lie at a multiple of its width.
  const { buffer } = new Uint8Array(group.subarray(at, at + bytes))
  const { dtype, scale = 1, min = 0 } = entry.quantization ?? {}
  switch (dtype) {
    case undefined:
      return new Float32Array(buffer)
    case 'uint8':
      return Float32Array.from(new Uint8Array(buffer), (value) => value * scale + min)
    case 'uint16':
      return Float32Array.from(new Uint16Array(buffer), (value) => value * scale + min)
    case 'float16':
      return floatsOfHalves(new Uint16Array(buffer))
  }
}
