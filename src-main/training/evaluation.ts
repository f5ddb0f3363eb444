import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Validation } from '../../src-core/training/metrics.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { hostTrainer } from './host.ts'
import type { HostOptions } from './host.ts'

/** How well a run's weights do on data that they were not trained on. */
export interface Evaluation extends Validation {
  examples: number
  /** Which of the run's weights they are. */
  weights: WeightsOrigin
}

export interface EvaluationOptions extends Omit<HostOptions, 'order' | 'onReport' | 'onLine'> {
  /** The run's folder. */
  directory: string
  /** A data source, e.g. `mnist`. */
  data: string
  weights: ReportedEpoch
  /** Ends the evaluation at once. */
  signal: AbortSignal
}

/** Measures a run's weights in a process of its own. */
export async function evaluateRun({
  directory,
  data,
  weights,
  signal,
  ...options
}: EvaluationOptions): Promise<Result<Evaluation>> {
  let evaluation: Evaluation | undefined
  const trainer = hostTrainer({
    ...options,
    order: { type: 'evaluate', directory, data, weights },
    onReport(report) {
      if (report.type !== 'evaluated') return
      const { type: _, ...figures } = report
      evaluation = figures
    },
  })
  signal.addEventListener('abort', trainer.kill)
  if (signal.aborted) trainer.kill()
  const end = await trainer.ended
  signal.removeEventListener('abort', trainer.kill)
  if (evaluation) return ok(evaluation)
  if (end.how === 'failed') return { ok: false, failure: end.failure }
  return fail('stopped', { en: 'The evaluation was stopped.', zh: '评估已停止。' })
}
