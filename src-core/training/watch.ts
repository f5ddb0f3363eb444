import { z } from 'zod'
import type { Validation } from './metrics.ts'
import type { Plan } from './plan.ts'
import { isBetterBy } from './run.ts'
import { reduced } from './schedule.ts'

const epochs = z.int().nonnegative()

/** What a run remembers of its epochs' validation, kept with its checkpoint so that it goes on to the same decisions. */
export const Watch = z.strictObject({
  /** The epoch whose weights are the best so far. */
  best: z.strictObject({ epoch: z.int().positive(), loss: z.number(), accuracy: z.number() }).optional(),
  /** The watched figure's last value that was an improvement worth counting. */
  reference: z.number().optional(),
  /** Epochs since then. */
  waited: epochs,
  /** Epochs since then or since the learning rate was lowered, whichever came later. */
  waitedForDecay: epochs,
  /** How often the learning rate has been lowered for want of improvement. */
  reductions: epochs,
})
export type Watch = z.output<typeof Watch>

export const watchBeginning = (): Watch => ({ waited: 0, waitedForDecay: 0, reductions: 0 })

/** What follows from an epoch's validation. */
export interface Verdict {
  watch: Watch
  /** Its weights are the best so far. */
  isBest: boolean
  /** The learning rate is lower from now on. */
  lowered: boolean
  /** Nothing has improved for as long as the plan waits. */
  stop: boolean
}

/** Judges one epoch as Keras's EarlyStopping and ReduceLROnPlateau do. Pure: the same run, the same verdicts. */
export function watchEpoch(plan: Plan, before: Watch, epoch: { epoch: number; validation: Validation }): Verdict {
  const { loss, accuracy } = epoch.validation
  const watch = { ...before }
  const isBest = isBestYet(plan, before, epoch.validation)
  if (isBest) watch.best = { epoch: epoch.epoch, loss, accuracy }
  if (hasImproved(plan, before, epoch.validation)) {
    watch.reference = epoch.validation[plan.monitor]
    watch.waited = 0
    watch.waitedForDecay = 0
  } else {
    watch.waited += 1
    watch.waitedForDecay += 1
  }
  const lowered =
    plan.schedule === 'plateau' &&
    watch.waitedForDecay >= plan.decayPatience &&
    reduced(plan, before.reductions) > plan.leastRate
  if (lowered) {
    watch.reductions += 1
    watch.waitedForDecay = 0
  }
  const stop = plan.stopAfter !== undefined && watch.waited >= plan.stopAfter && epoch.epoch > 1
  return { watch, isBest, lowered, stop }
}

/** Any improvement makes the best weights; of equal accuracies the lower loss does. */
function isBestYet({ monitor }: Plan, { best }: Watch, validation: Validation): boolean {
  if (!Number.isFinite(validation.loss)) return false
  if (!best) return true
  return isBetterBy(monitor, validation, best)
}

/** A number that is none is no improvement. */
function hasImproved({ monitor, improvement }: Plan, { reference }: Watch, validation: Validation): boolean {
  const value = validation[monitor]
  if (!Number.isFinite(value)) return false
  if (reference === undefined) return true
  return monitor === 'loss' ? value < reference - improvement : value > reference + improvement
}
