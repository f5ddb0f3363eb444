import { z } from 'zod'
import { Failure } from '../result.ts'
import type { Text } from '../text.ts'
import { reportedEpochs } from './classes.ts'
import { EpochMetrics, StepMetrics } from './metrics.ts'
import type { Validation } from './metrics.ts'
import { Plan } from './plan.ts'

/** The states that a run can be in, and no others. */
export const RunState = z.discriminatedUnion('phase', [
  /** Begins when the runs before it have ended: `RunSummary.place` says how many. */
  z.strictObject({ phase: z.literal('queued') }),
  /** The child is up: TensorFlow is loading, data is being read, the model is being built. */
  z.strictObject({ phase: z.literal('preparing') }),
  z.strictObject({ phase: z.literal('training') }),
  z.strictObject({ phase: z.literal('validating') }),
  /** Ended on request, or with Layerloom itself, until it is resumed: with it the queue rests. */
  z.strictObject({ phase: z.literal('paused') }),
  /** Ended on request, with the weights of its last step kept. */
  z.strictObject({ phase: z.literal('stopped') }),
  z.strictObject({ phase: z.literal('done') }),
  z.strictObject({ phase: z.literal('failed'), failure: Failure }),
  /** The process that owned it is gone (crash, power cut); it can be resumed from its checkpoint. */
  z.strictObject({ phase: z.literal('interrupted') }),
  /** Nothing was trained here: weights that came with another program’s model, to begin with or to take away. */
  z.strictObject({ phase: z.literal('imported') }),
])
export type RunState = z.output<typeof RunState>

export const isLive = (state: RunState): boolean =>
  state.phase === 'preparing' || state.phase === 'training' || state.phase === 'validating'

/** The run or the file whose weights a run begins with. */
export const RunOrigin = z.strictObject({
  run: z.string().optional(),
  /** The path of a file. */
  file: z.string().optional(),
  /** As it was called when the other was started; it may be deleted since. */
  title: z.string(),
  /** The step of that run whose weights they are. */
  step: z.int().nonnegative().optional(),
  /** How many layers began with its weights, and how many began anew. */
  kept: z.int().nonnegative(),
  anew: z.int().nonnegative(),
})
export type RunOrigin = z.output<typeof RunOrigin>

/** Of which time a run's weights are: of its best epoch, where that was kept, or of its last step. */
export const WeightsOrigin = z.strictObject({
  of: z.enum(reportedEpochs),
  /** The epoch at whose end they were kept, or during which. */
  epoch: z.int().positive(),
  step: z.int().nonnegative(),
})
export type WeightsOrigin = z.output<typeof WeightsOrigin>

/** The same for people, within a sentence or alone. */
export const sayWeights = ({ of, epoch, step }: WeightsOrigin): Text =>
  step === 0
    ? { en: 'weights that it began with', zh: '初始权重' }
    : of === 'best'
      ? { en: `weights of the best epoch (${epoch})`, zh: `最佳一轮（第 ${epoch} 轮）的权重` }
      : {
          en: `weights of the last step (${step}, epoch ${epoch})`,
          zh: `最后一步（第 ${step} 步，第 ${epoch} 轮）的权重`,
        }

/** How a run's steps are taken: as one graph of TensorFlow's, or operation by operation, which is slower. */
export const StepMode = z.enum(['graph', 'eager'])
export type StepMode = z.output<typeof StepMode>

/** Whether the loss became infinite or exploded, which the same plan would lead to once more. */
export const hasDiverged = ({ state }: { state: RunState }): boolean =>
  state.phase === 'failed' && state.failure.code === 'diverged'

/** What the list of runs shows of each. */
export const RunSummary = z.strictObject({
  id: z.string(),
  directory: z.string(),
  title: z.string(),
  /** What a person wrote about it. */
  note: z.string().optional(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  plan: Plan,
  state: RunState,
  params: z.int().nonnegative(),
  device: z.string().optional(),
  mode: StepMode.optional(),
  stepsPerEpoch: z.int().nonnegative().optional(),
  lastEpoch: EpochMetrics.optional(),
  /** The best epoch by what the plan watches. */
  bestEpoch: EpochMetrics.optional(),
  /** Where it stands in the queue, from 1; only of one that is queued. */
  place: z.int().positive().optional(),
  /** Only of one that was branched from another. */
  origin: RunOrigin.optional(),
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

/** The best epoch by a figure of its validation, of several the first. */
export function bestOf(epochs: readonly EpochMetrics[], monitor: Plan['monitor']): EpochMetrics | undefined {
  let best: EpochMetrics | undefined
  for (const epoch of epochs) {
    if (!Number.isFinite(epoch.validation.loss)) continue
    if (best === undefined || isBetterBy(monitor, epoch.validation, best.validation)) best = epoch
  }
  return best
}

/** Whether an epoch was better than another by what its plan watches; of equal accuracies the lower loss is. */
export const isBetterBy = (monitor: Plan['monitor'], one: Validation, other: Validation): boolean =>
  monitor === 'loss' ? one.loss < other.loss : isBetter(one, other)

const isBetter = (one: Validation, other: Validation): boolean =>
  one.accuracy > other.accuracy || (one.accuracy === other.accuracy && one.loss < other.loss)
