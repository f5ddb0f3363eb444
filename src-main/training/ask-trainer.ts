import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { hostTrainer } from './host.ts'
import type { HostOptions } from './host.ts'
import type { TrainerReport } from './messages.ts'

/** How a trainer is asked something. */
export interface AskOptions extends Omit<HostOptions, 'order' | 'onReport' | 'onLine'> {
  /** Ends the trainer at once. */
  signal: AbortSignal
}

/**
 * Carries out an order in a process of its own, for the one report that answers it.
 *
 * @param question.stopped what is said where it was ended before it answered
 */
export async function askTrainer<Type extends TrainerReport['type']>(
  { signal, ...options }: AskOptions,
  question: { order: HostOptions['order']; answer: Type; stopped: Text },
): Promise<Result<Extract<TrainerReport, { type: Type }>>> {
  let answer: Extract<TrainerReport, { type: Type }> | undefined
  const isAnswer = (report: TrainerReport): report is Extract<TrainerReport, { type: Type }> =>
    report.type === question.answer
  const trainer = hostTrainer({
    ...options,
    order: question.order,
    onReport(report) {
      if (isAnswer(report)) answer = report
    },
  })
  signal.addEventListener('abort', trainer.kill)
  if (signal.aborted) trainer.kill()
  const end = await trainer.ended
  signal.removeEventListener('abort', trainer.kill)
  if (answer) return ok(answer)
  if (end.how === 'failed') return { ok: false, failure: end.failure }
  return fail('stopped', question.stopped)
}
