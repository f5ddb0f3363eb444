import { z } from 'zod'
import { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'

/**
 * The last figures of a run, which its checkpoint holds: where the main side was killed, nobody has written down what the
 * trainer told of its last steps, and the run goes on after them.
 */
export const Recent = z.strictObject({ steps: z.array(StepMetrics), epochs: z.array(EpochMetrics) })
export type Recent = z.output<typeof Recent>

/** More than can be on its way from the trainer to the disk. */
const most = { steps: 500, epochs: 2 }

export const noFigures = (): Recent => ({ steps: [], epochs: [] })

export function noteStep({ steps }: Recent, step: StepMetrics) {
  steps.push(step)
  if (steps.length > most.steps) steps.shift()
}

export function noteEpoch({ epochs }: Recent, epoch: EpochMetrics) {
  epochs.push(epoch)
  if (epochs.length > most.epochs) epochs.shift()
}
