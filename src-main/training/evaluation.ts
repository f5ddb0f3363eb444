import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Validation } from '../../src-core/training/metrics.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { askTrainer } from './ask-trainer.ts'
import type { AskOptions } from './ask-trainer.ts'

/** How well a run's weights do on data that they were not trained on. */
export interface Evaluation extends Validation {
  examples: number
  /** Which of the run's weights they are. */
  weights: WeightsOrigin
}

export interface EvaluationOptions extends AskOptions {
  /** The run's folder. */
  directory: string
  /** A data source, e.g. `mnist`. */
  data: string
  weights: ReportedEpoch
}

/** Measures a run's weights in a process of its own. */
export async function evaluateRun({
  directory,
  data,
  weights,
  ...options
}: EvaluationOptions): Promise<Result<Evaluation>> {
  const evaluated = await askTrainer(options, {
    order: { type: 'evaluate', directory, data, weights },
    answer: 'evaluated',
    stopped: { en: 'The evaluation was stopped.', zh: '评估已停止。' },
  })
  if (!evaluated.ok) return evaluated
  const { type: _, ...evaluation } = evaluated.value
  return ok(evaluation)
}
