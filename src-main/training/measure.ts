import { setImmediate } from 'node:timers/promises'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { batchesIn, createBatches, inOrder } from '../data/batches.ts'
import type { Batch, Examples } from '../data/source.ts'
import type { Stepper } from './stepper.ts'
import { createTally } from './tally.ts'
import type { Tally } from './tally.ts'

interface Measuring {
  batchSize: number
  /** What was done to the examples. */
  augmentation?: Augmentation
  stopping: () => boolean
}

/** What the network gives for all of the examples; nothing where `stopping` said to stop before the last. */
export async function measure(
  stepper: Stepper,
  examples: Examples,
  { batchSize, augmentation, stopping }: Measuring,
): Promise<Tally | undefined> {
  const { classes, inputShape } = stepper.network
  const tally = createTally(classes, inputShape, augmentation)
  const order = inOrder(examples.count)
  const reading = createBatches(examples, { order, batchSize, epoch: 1 })
  let read: Batch | undefined
  for (let batch = 0; batch < batchesIn(examples.count, batchSize); batch++) {
    read = await reading.next(read)
    // Every image of it is unreadable.
    if (read.count === 0) continue
    tally.add({ ...read, ...(await stepper.measure(read)) })
    // Lets a message in.
    await setImmediate()
    if (stopping()) return undefined
  }
  if (read) examples.giveBack(read)
  return tally
}
