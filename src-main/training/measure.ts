import { setImmediate } from 'node:timers/promises'
import { batchesIn, createBatches, inOrder } from '../data/batches.ts'
import type { Examples } from '../data/source.ts'
import type { Stepper } from './stepper.ts'

/** Loss and accuracy over all of the examples; nothing where `stopping` said to stop before the last. */
export async function measure(
  stepper: Stepper,
  examples: Examples,
  { batchSize, stopping }: { batchSize: number; stopping: () => boolean },
): Promise<{ loss: number; accuracy: number } | undefined> {
  const order = inOrder(examples.count)
  const sums = { examples: 0, loss: 0, correct: 0 }
  const reading = createBatches(examples, { order, batchSize, epoch: 1 })
  for (let batch = 0; batch < batchesIn(examples.count, batchSize); batch++) {
    const read = await reading.next()
    // Every image of it is unreadable.
    if (read.count === 0) continue
    const { loss, correct } = await stepper.measure(read)
    sums.examples += read.count
    sums.loss += loss * read.count
    sums.correct += correct
    // Lets a message in.
    await setImmediate()
    if (stopping()) return undefined
  }
  return { loss: sums.loss / sums.examples, accuracy: sums.correct / sums.examples }
}
