import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { readMetrics } from './metrics-file.ts'

/** Every step and epoch of a run, unthinned: 28 bytes a step. */
export interface Curves {
  /** Steps. */
  count: number
  at(index: number): StepMetrics
  epochs: EpochMetrics[]
}

/** Reads all figures of a run; what was done in vain before it was resumed is no part of it. */
export async function readCurves(directory: string): Promise<Curves> {
  const columns = createColumns()
  const epochs: EpochMetrics[] = []
  const rewind = (step: number) => {
    columns.cutAfter(step)
    while (epochs.length > 0 && epochs.at(-1)!.step > step) epochs.pop()
  }
  await readMetrics(directory, {
    step(metrics) {
      if (metrics.step <= columns.lastStep()) rewind(metrics.step - 1)
      columns.push(metrics)
    },
    epoch(metrics) {
      while (epochs.length > 0 && epochs.at(-1)!.epoch >= metrics.epoch) epochs.pop()
      epochs.push(metrics)
    },
    resumed: rewind,
  })
  return { count: columns.count(), at: columns.at, epochs }
}

function createColumns() {
  let count = 0
  let [steps, epochs] = [new Uint32Array(1_024), new Uint32Array(1_024)]
  let [losses, accuracies] = [new Float64Array(1_024), new Float64Array(1_024)]
  const grow = <A extends Uint32Array | Float64Array>(column: A): A => {
    const larger = new (column.constructor as new (length: number) => A)(2 * column.length)
    larger.set(column)
    return larger
  }
  return {
    count: () => count,
    lastStep: () => (count === 0 ? 0 : steps[count - 1]!),
    push({ step, epoch, loss, accuracy }: StepMetrics) {
      if (count === steps.length) {
        ;[steps, epochs, losses, accuracies] = [grow(steps), grow(epochs), grow(losses), grow(accuracies)]
      }
      steps[count] = step
      epochs[count] = epoch
      losses[count] = loss
      accuracies[count++] = accuracy
    },
    cutAfter(step: number) {
      while (count > 0 && steps[count - 1]! > step) count--
    },
    at: (index: number): StepMetrics => ({
      step: steps[index]!,
      epoch: epochs[index]!,
      loss: losses[index]!,
      accuracy: accuracies[index]!,
    }),
  }
}
