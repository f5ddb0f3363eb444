import type { RunSummary, RunUpdate } from '../../src-core/training/run.ts'
import { mostLines } from './history.ts'
import type { History } from './history.ts'
import { mostSteps, thin } from './thin.ts'

/** What a watcher is told: lists of its own, while a live run's history grows on. */
export const updateOf = (summary: RunSummary, history: History, secondsLeft?: number): RunUpdate => ({
  summary,
  steps: [...thin(history.steps)],
  epochs: [...history.epochs],
  step: history.step,
  ...(secondsLeft === undefined ? {} : { secondsLeft }),
  log: history.log.slice(-mostLines),
})

/**
 * Puts what a watcher has not yet taken and what came after it together: every epoch, and as many steps and lines as it
 * could show, so that one who looks away for an hour neither misses the run nor makes our memory grow.
 */
export function mergeUpdates(waiting: RunUpdate, newer: RunUpdate): RunUpdate {
  const steps = [...waiting.steps, ...newer.steps]
  return {
    ...newer,
    steps: steps.length > 2 * mostSteps ? thin(steps) : steps,
    epochs: [...waiting.epochs, ...newer.epochs],
    log: [...waiting.log, ...newer.log].slice(-mostLines),
  }
}
