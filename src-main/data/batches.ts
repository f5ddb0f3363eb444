import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import type { Examples } from './source.ts'

export interface Batch {
  count: number
  /** `[count, height, width, channels]`, values in [0, 1]. */
  images: Float32Array
  /** `[count]`, the classes' numbers. */
  labels: Int32Array
}

export const batchesIn = (examples: number, batchSize: number): number => Math.ceil(examples / batchSize)

/** One batch of an epoch, from 0; the last may be smaller than the others. */
export async function readBatch(
  examples: Examples,
  shape: Shape,
  { order, batchSize, batch }: { order: Uint32Array; batchSize: number; batch: number },
): Promise<Batch> {
  const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize)
  const images = new Float32Array(indices.length * sizeOf(shape))
  const labels = new Int32Array(indices.length)
  await examples.read(indices, images, labels)
  return { count: indices.length, images, labels }
}

/** The examples in the order of the source. */
export const inOrder = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index)
