/** What an estimate needs to know of a run. */
export interface Remaining {
  step: number
  stepsPerEpoch: number
  epochs: number
  /** Epochs that are done, validation included. */
  epochsDone: number
}

/** Seconds over which the pace of steps is taken: long enough to be calm, short enough to follow a change. */
const paceOver = 10
/** Seconds of steps before a pace is worth saying. The first step is slow and not counted. */
const paceAfter = 1

/** Estimates how long a run has still to go, from the pace of its last steps and from its last validation. */
export function timeLeft(now: () => number = () => performance.now() / 1_000) {
  let samples: { at: number; step: number }[] = []
  let secondsPerStep: number | undefined
  let validationSeconds = 0
  let validatingSince: number | undefined

  return {
    /** Steps up to this one are done. */
    stepped(step: number) {
      const at = now()
      samples.push({ at, step })
      // One from before that time stays, for steps that take longer.
      while (samples.length > 2 && at - samples[1]!.at > paceOver) samples.shift()
      const first = samples[0]!
      if (at - first.at >= paceAfter) secondsPerStep = (at - first.at) / (step - first.step)
    },
    validating() {
      validatingSince = now()
    },
    /** An epoch is done. What lay between its last step and now was no step. */
    epochDone() {
      if (validatingSince !== undefined) validationSeconds = now() - validatingSince
      validatingSince = undefined
      samples = []
    },
    /** In seconds; nothing until there is a pace. */
    estimate({ step, stepsPerEpoch, epochs, epochsDone }: Remaining): number | undefined {
      if (secondsPerStep === undefined) return undefined
      const steps = Math.max(0, stepsPerEpoch * epochs - step)
      const inValidation = validatingSince === undefined ? 0 : now() - validatingSince
      const validations = Math.max(0, (epochs - epochsDone) * validationSeconds - inValidation)
      return steps * secondsPerStep + validations
    },
  }
}
