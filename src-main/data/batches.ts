import type { Batch, Examples } from './source.ts'

export type { Batch } from './source.ts'

export const batchesIn = (examples: number, batchSize: number): number => Math.ceil(examples / batchSize)

/** One batch of an epoch, from 0; the last may be smaller than the others. */
export async function readBatch(
  examples: Examples,
  { order, batchSize, batch, epoch = 1 }: { order: Uint32Array; batchSize: number; batch: number; epoch?: number },
): Promise<Batch> {
  return examples.read(order.subarray(batch * batchSize, (batch + 1) * batchSize), epoch)
}

/** An epoch's batches, in turn. */
export interface Batches {
  /** Begins to read the first one before it is asked for. */
  begin(): void
  /**
   * The next one; after the last, an empty one.
   * @param done one that nothing needs any more: its memory is used again
   */
  next(done?: Batch): Promise<Batch>
  /** Seconds in which the next batch was asked for and not there yet. */
  waited(): number
}

/**
 * Reads an epoch's batches in order, some ahead of the one that is asked for, so that it is there when it is.
 * @param options.from the batch to begin with, where an epoch is gone on with
 */
export function createBatches(
  examples: Examples,
  { order, batchSize, epoch, from = 0 }: { order: Uint32Array; batchSize: number; epoch: number; from?: number },
): Batches {
  const underWay: Promise<Batch>[] = []
  let next = from
  let waited = 0
  const isLeft = () => next * batchSize < order.length
  const read = () => {
    const batch = readBatch(examples, { order, batchSize, batch: next++, epoch })
    // One that fails is told of where it is asked for; the others ahead of it need no word.
    batch.catch(() => undefined)
    underWay.push(batch)
  }
  return {
    begin() {
      if (underWay.length === 0 && examples.ahead > 0 && isLeft()) read()
    },
    async next(done) {
      if (done) examples.giveBack(done)
      if (underWay.length === 0) read()
      const began = performance.now()
      const batch = await underWay.shift()!
      waited += (performance.now() - began) / 1_000
      while (underWay.length < examples.ahead && isLeft()) read()
      return batch
    },
    waited: () => waited,
  }
}

/** The examples in the order of the source. */
export const inOrder = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index)
