import { setImmediate } from 'node:timers/promises'
import { batchesIn, inOrder, readBatch } from '../data/batches.ts'
import type { Examples } from '../data/source.ts'
import type { Stepper } from './stepper.ts'

/** Loss and accuracy over all of the examples; nothing where `stopping` said to stop before the last. */
export async function measure(
  stepper: Stepper,
  examples: Examples,
  { batchSize, stopping }: { batchSize: number; stopping: () => boolean },
): Promise<{ loss: number; accuracy: number } | undefined> {
  const order = inOrder(examples.count)
  const sums = { loss: 0, correct: 0 }
  for (let batch = 0; batch < batchesIn(examples.count, batchSize); batch++) {
    const read = await readBatch(examples, stepper.network.inputShape, { order, batchSize, batch })
    const { loss, correct } = await stepper.measure(read)
    sums.loss += loss * read.count
    sums.correct += correct
    // Lets a message in.
    await setImmediate()
    if (stopping()) return undefined
  }
  return { loss: sums.loss / examples.count, accuracy: sums.correct / examples.count }
}
