import { z } from 'zod'
import { Failure } from '../result.ts'
import { EpochMetrics, StepMetrics } from './metrics.ts'
import { Plan } from './plan.ts'

/** The states that a run can be in, and no others. */
export const RunState = z.discriminatedUnion('phase', [
  /** The child is up: TensorFlow is loading, data is being read, the model is being built. */
  z.strictObject({ phase: z.literal('preparing') }),
  z.strictObject({ phase: z.literal('training') }),
  z.strictObject({ phase: z.literal('validating') }),
  /** Ended on request, with the weights of its last step kept. */
  z.strictObject({ phase: z.literal('stopped') }),
  z.strictObject({ phase: z.literal('done') }),
  z.strictObject({ phase: z.literal('failed'), failure: Failure }),
  /** The process that owned it is gone (crash, power cut); it can be resumed from its checkpoint. */
  z.strictObject({ phase: z.literal('interrupted') }),
])
export type RunState = z.output<typeof RunState>

export const isLive = (state: RunState): boolean =>
  state.phase === 'preparing' || state.phase === 'training' || state.phase === 'validating'

/** What the list of runs shows of each. */
export const RunSummary = z.strictObject({
  id: z.string(),
  directory: z.string(),
  title: z.string(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  plan: Plan,
  state: RunState,
  params: z.int().nonnegative(),
  device: z.string().optional(),
  stepsPerEpoch: z.int().nonnegative().optional(),
  lastEpoch: EpochMetrics.optional(),
  /** Whether there are weights to export: a checkpoint has been written. */
  exportable: z.boolean(),
})
export type RunSummary = z.output<typeof RunSummary>

/** What a watcher of a run receives; merged while it is not looking, so that a slow one gets everything in fewer pieces. */
export const RunUpdate = z.strictObject({
  summary: RunSummary,
  /** New steps since the last update, thinned where there are many. */
  steps: z.array(StepMetrics),
  /** New epochs since the last update. */
  epochs: z.array(EpochMetrics),
  /** Steps done so far. */
  step: z.int().nonnegative(),
  /** Estimated from the last steps, training and validation; absent until one can be made. */
  secondsLeft: z.number().nonnegative().optional(),
  /** Lines added to the log. */
  log: z.array(z.string()),
})
export type RunUpdate = z.output<typeof RunUpdate>
