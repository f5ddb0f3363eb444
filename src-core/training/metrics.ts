import { z } from 'zod'

/** JSON cannot say NaN or Infinity; a diverged loss must not turn into null on its way. */
const finiteOrNamed = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)])

/** One training step's figures. `step` counts from 1 over the whole run, across epochs. */
export const StepMetrics = z.strictObject({
  step: z.int().positive(),
  epoch: z.int().positive(),
  loss: finiteOrNamed,
  accuracy: finiteOrNamed,
})
export type StepMetrics = z.output<typeof StepMetrics>

/** One epoch's figures. `loss` and `accuracy` are means over the training examples as they were seen. */
export const EpochMetrics = z.strictObject({
  epoch: z.int().positive(),
  /** The step after which the epoch ended. */
  step: z.int().positive(),
  loss: finiteOrNamed,
  metrics: z.strictObject({ accuracy: finiteOrNamed }),
  validation: z.strictObject({ loss: finiteOrNamed, accuracy: finiteOrNamed }),
  /** Of training alone, without validation. */
  seconds: z.number().nonnegative(),
  examplesPerSecond: z.number().nonnegative(),
})
export type EpochMetrics = z.output<typeof EpochMetrics>
