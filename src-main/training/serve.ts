import type { Result } from '../../src-core/result.ts'
import { explainError } from './failures.ts'
import type { TrainerOrder } from './messages.ts'
import { carryOutEvaluation, carryOutTraining } from './orders.ts'
import type { Work } from './orders.ts'
import type { Parent } from './parent.ts'
import { carryOutPrediction } from './predict.ts'

/** Between two signs of life, in milliseconds. */
const aliveEvery = 2_000

/**
 * Carries out the one order that a trainer is started for, then ends this process. It ends after its step, with a
 * checkpoint, when it is told to stop, when the parent is gone and when the system asks for it.
 */
export function serveTrainer(parent: Parent, load: Work['load']) {
  let isStopping = false
  let isBusy = false
  const work: Work = { load, tell: parent.tell, stopping: () => isStopping }
  const alive = setInterval(() => parent.tell({ type: 'alive' }), aliveEvery)

  parent.onGone(() => {
    isStopping = true
    if (!isBusy) parent.leave()
  })
  parent.onOrder((order) => {
    if (order.type === 'stop') isStopping = true
    else if (!isBusy) {
      isBusy = true
      void carryOut(order)
    }
  })

  async function carryOut(order: Exclude<TrainerOrder, { type: 'stop' }>) {
    const end = await orFailure(order)
    parent.tell(end.ok ? { type: 'ended', how: end.value } : { type: 'failed', failure: end.failure })
    clearInterval(alive)
    parent.leave()
  }

  async function orFailure(order: Exclude<TrainerOrder, { type: 'stop' }>): Promise<Result<'done' | 'stopped'>> {
    try {
      switch (order.type) {
        case 'train':
          return await carryOutTraining(order, work)
        case 'evaluate':
          return await carryOutEvaluation(order, work)
        case 'predict':
          return await carryOutPrediction(order, work)
      }
    } catch (error) {
      parent.tell({ type: 'log', line: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      return explainError(error)
    }
  }
}
