import type { StepMetrics } from '../../src-core/training/metrics.ts'
import type { TrainerReport } from './messages.ts'

/** Milliseconds: quicker steps are told of together, as nobody looks more often. */
const tellEvery = 50

/** Tells of steps as they are done. */
export interface StepReports {
  add(step: StepMetrics): void
  /** Tells what has not been told yet. */
  flush(): void
}

export function createStepReports(tell: (report: TrainerReport) => void): StepReports {
  let waiting: StepMetrics[] = []
  let toldAt = -Infinity
  const flush = () => {
    if (waiting.length === 0) return
    tell({ type: 'steps', steps: waiting })
    waiting = []
    toldAt = performance.now()
  }
  return {
    add(step) {
      waiting.push(step)
      if (performance.now() - toldAt >= tellEvery) flush()
    },
    flush,
  }
}
