import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { mostSteps, thin } from './thin.ts'

/** Log lines that are kept in memory; the run's folder has them all. */
export const mostLines = 2_000

/** What a run has recorded: steps thinned, epochs whole, the last lines of the log. Its memory is bounded. */
export interface History {
  steps: StepMetrics[]
  epochs: EpochMetrics[]
  log: string[]
  /** Steps done so far. */
  step: number
}

export const emptyHistory = (): History => ({ steps: [], epochs: [], log: [], step: 0 })

/** The run goes on from a checkpoint of this step: what had followed it is no part of the run any more. */
export function rewind(history: History, to: number) {
  dropFrom(history.steps, ({ step }) => step > to)
  dropFrom(history.epochs, ({ step }) => step > to)
  history.step = Math.min(history.step, to)
}

export function addStep(history: History, metrics: StepMetrics) {
  if (metrics.step <= history.step) rewind(history, metrics.step - 1)
  history.steps.push(metrics)
  history.step = metrics.step
  if (history.steps.length > 2 * mostSteps) history.steps = thin(history.steps)
}

export function addEpoch(history: History, metrics: EpochMetrics) {
  dropFrom(history.epochs, ({ epoch }) => epoch >= metrics.epoch)
  history.epochs.push(metrics)
}

export function addLine(history: History, line: string) {
  history.log.push(line)
  if (history.log.length > 2 * mostLines) history.log = history.log.slice(-mostLines)
}

/** Drops what is at the end of an ordered list and meets the condition. */
function dropFrom<T>(list: T[], meets: (item: T) => boolean) {
  while (list.length > 0 && meets(list.at(-1)!)) list.pop()
}
