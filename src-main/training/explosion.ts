import type { Progress } from './checkpoint.ts'

/** How many times the loss of the first step a loss is that no training comes back from. */
const far = 1_000
/** For how many steps in a row it has to be so high: single ones happen to runs that go well. */
const mostSteps = 50

/** Notes a step's loss. Says whether the loss has exploded: it is finite still, but goes nowhere any more. */
export function hasExploded(progress: Progress, loss: number): boolean {
  progress.firstLoss ??= loss
  const isHigh = loss > far * Math.max(1, progress.firstLoss)
  progress.highSteps = isHigh ? progress.highSteps + 1 : 0
  return progress.highSteps >= mostSteps
}
