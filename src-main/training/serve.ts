import type { Result } from '../../src-core/result.ts'
import { answerQuestions } from './answer-questions.ts'
import { explainError } from './failures.ts'
import type { TrainerOrder } from './messages.ts'
import { carryOutEvaluation, carryOutTraining } from './orders.ts'
import type { Work } from './orders.ts'
import type { Parent } from './parent.ts'
import { carryOutPrediction } from './predict.ts'
import type { Question } from './questions.ts'

/** Between two signs of life, in milliseconds. */
const aliveEvery = 2_000

/** What a trainer is started for. */
type FirstOrder = Exclude<TrainerOrder, { type: 'stop' | 'question' }>

/**
 * Carries out the one order that a trainer is started for, then ends this process. It ends after its step, with a
 * checkpoint, when it is told to stop, when the parent is gone and when the system asks for it.
 */
export function serveTrainer(parent: Parent, load: Work['load']) {
  let isStopping = false
  let isBusy = false
  let ofQuestions: ReadableStreamDefaultController<Question & { id: number }>
  const questions = new ReadableStream<Question & { id: number }>({ start: (end) => void (ofQuestions = end) })
  const work: Work = { load, tell: parent.tell, stopping: () => isStopping }
  const alive = setInterval(() => parent.tell({ type: 'alive' }), aliveEvery)

  function stop() {
    if (!isStopping) ofQuestions.close()
    isStopping = true
  }

  parent.onGone(() => {
    stop()
    if (!isBusy) parent.leave()
  })
  parent.onOrder((order) => {
    if (order.type === 'stop') stop()
    else if (order.type === 'question') {
      if (!isStopping) ofQuestions.enqueue(order)
    } else if (!isBusy) {
      isBusy = true
      void carryOut(order)
    }
  })

  async function carryOut(order: FirstOrder) {
    const end = await orFailure(order)
    parent.tell(end.ok ? { type: 'ended', how: end.value } : { type: 'failed', failure: end.failure })
    clearInterval(alive)
    parent.leave()
  }

  async function orFailure(order: FirstOrder): Promise<Result<'done' | 'stopped'>> {
    try {
      switch (order.type) {
        case 'train':
          return await carryOutTraining(order, work)
        case 'evaluate':
          return await carryOutEvaluation(order, work)
        case 'predict':
          return await carryOutPrediction(order, work)
        case 'answer':
          return await answerQuestions(questions, work)
      }
    } catch (error) {
      parent.tell({ type: 'log', line: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      return explainError(error)
    }
  }
}
