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

/**
 * How a network does on examples that it is not trained on. Runs of earlier versions have loss and accuracy alone, and
 * `top5`, the share of examples whose class is among the five likeliest, says something only of more than five classes.
 */
export const Validation = z.strictObject({
  loss: finiteOrNamed,
  accuracy: finiteOrNamed,
  top5: finiteOrNamed.optional(),
  /** Means over the classes (macro), as Keras and scikit-learn say them: 0 for a class that is never predicted or never there. */
  precision: finiteOrNamed.optional(),
  recall: finiteOrNamed.optional(),
  f1: finiteOrNamed.optional(),
})
export type Validation = z.output<typeof Validation>

/** One epoch's figures. `loss` and `accuracy` are means over the training examples as they were seen. */
export const EpochMetrics = z.strictObject({
  epoch: z.int().positive(),
  /** The step after which the epoch ended. */
  step: z.int().positive(),
  loss: finiteOrNamed,
  metrics: z.strictObject({ accuracy: finiteOrNamed }),
  validation: Validation,
  /** Of training alone, without validation. */
  seconds: z.number().nonnegative(),
  examplesPerSecond: z.number().nonnegative(),
  /** Of those seconds, the ones in which the next batch was not there yet; absent where data is not read by threads. */
  waited: z.number().nonnegative().optional(),
  /** Images that could not be read so far and were left out; absent where there are none. */
  skipped: z.int().positive().optional(),
})
export type EpochMetrics = z.output<typeof EpochMetrics>
