import { stepsOf } from './plan.ts'
import type { Plan } from './plan.ts'

/** Where in a run a step is, as its schedule sees it. */
export interface SchedulePlace {
  /** This step's number, from 1. */
  step: number
  stepsPerEpoch: number
  /** How often a schedule that waits for improvement has lowered the learning rate. */
  reductions: number
}

/**
 * The learning rate of one step: Keras's ExponentialDecay (with and without stairs), PolynomialDecay of power 1,
 * CosineDecay and ReduceLROnPlateau. The warm-up is CosineDecay's: a straight line that begins with 0 at the first step.
 * What follows counts from its end.
 */
export function learningRateAt(plan: Plan, { step, stepsPerEpoch, reductions }: SchedulePlace): number {
  const { learningRate, warmupEpochs } = plan
  const warmup = Math.round(warmupEpochs * stepsPerEpoch)
  if (step - 1 < warmup) return (learningRate * (step - 1)) / warmup
  const done = step - 1 - warmup
  const decaySteps = Math.max(1, Math.round(plan.decayEpochs * stepsPerEpoch))
  const part = Math.min(1, done / Math.max(1, stepsOf(plan, stepsPerEpoch) - warmup))
  const downTo = (left: number) => learningRate * (left * (1 - plan.finalRate) + plan.finalRate)
  switch (plan.schedule) {
    case 'constant':
      return learningRate
    case 'step':
      return learningRate * plan.decayFactor ** Math.floor(done / decaySteps)
    case 'exponential':
      return learningRate * plan.decayFactor ** (done / decaySteps)
    case 'linear':
      return downTo(1 - part)
    case 'cosine':
      return downTo((1 + Math.cos(Math.PI * part)) / 2)
    case 'plateau':
      return reduced(plan, reductions)
  }
}

/** The learning rate after so many reductions: never below the lowest, nor raised to it. */
export const reduced = ({ learningRate, decayFactor, leastRate }: Plan, reductions: number): number =>
  reductions === 0 ? learningRate : Math.max(learningRate * decayFactor ** reductions, leastRate)
