import { fail, ok } from '../../src-core/result.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Checkpoint, Progress } from './checkpoint.ts'
import { diverged, notKept } from './failures.ts'
import type { TrainerReport } from './messages.ts'
import { areFinite, assign } from './network.ts'
import type { Network, NetworkWeight } from './network.ts'
import type { Optimizer } from './optimizers.ts'
import type { Recent } from './recent.ts'
import { files } from './store.ts'

/** Everything that changes while a network is trained. */
export interface TrainingState {
  plan: Plan
  network: Network
  optimizer: Optimizer
  progress: Progress
  recent: Recent
}

/** Looks after a run's checkpoint. */
export interface Keeper {
  /**
   * Writes the checkpoint. A disk that refuses it does not end the run: the earlier checkpoint is as it was, and the log
   * says so. It fails where weights are no finite numbers any more.
   */
  keep(): Promise<Result<void>>
  /** The same where the last time was as long ago as the plan says. */
  keepIfDue(): Promise<Result<void>>
  /** The same, but a disk that refuses the last weights is a failure. */
  keepLast(): Promise<Result<void>>
  /** Writes the weights as the best so far, beside the checkpoint. A disk that refuses them is told of in the log. */
  keepBest(): Promise<void>
  /** Gives the network the weights of the checkpoint, where there is one, and says of which step they are. */
  putBack(): Promise<number | undefined>
}

/** @param keptStep the step of the checkpoint that is there already */
export function createKeeper(
  directory: string,
  state: TrainingState,
  tell: (report: TrainerReport) => void,
  keptStep?: number,
): Keeper {
  let triedAt = performance.now()
  let refusal: Failure | undefined

  async function keep(): Promise<Result<void>> {
    const { plan, network, optimizer, progress, recent } = state
    const slots = slotsOf(network, optimizer)
    const variables = [...network.weights, ...slots].map(({ variable }) => variable)
    if (!(await areFinite(network.tf, variables))) return diverged(plan, 'weights')
    const written = await writeCheckpoint(directory, {
      progress,
      recent,
      optimizer: plan.optimizer,
      weights: network.weights.map(pending),
      slots: slots.map(pending),
    })
    triedAt = performance.now()
    if (written.ok) {
      keptStep = progress.step
      refusal = undefined
      tell({ type: 'checkpoint', step: keptStep })
      tell({ type: 'log', line: `Checkpoint of step ${keptStep}.` })
    } else {
      refusal = written.failure
      const earlier = keptStep === undefined ? '' : ` The checkpoint of step ${keptStep} stays.`
      tell({ type: 'log', line: `No checkpoint of step ${progress.step}: ${refusal.message.en}${earlier}` })
    }
    return ok(undefined)
  }

  return {
    keep,
    async putBack() {
      const last = await readCheckpoint(directory, { slots: false })
      const { tf, weights } = state.network
      return last.ok && assign(tf, weights, last.value.weights).ok ? last.value.progress.step : undefined
    },
    keepIfDue: async () =>
      performance.now() - triedAt < state.plan.checkpointMinutes * 60_000 ? ok(undefined) : keep(),
    async keepLast() {
      const kept = await keep()
      return kept.ok && refusal ? notKept(refusal, keptStep) : kept
    },
    async keepBest() {
      const { plan, network, progress } = state
      // Validation may be well where moving statistics alone are not.
      if (
        !(await areFinite(
          network.tf,
          network.weights.map(({ variable }) => variable),
        ))
      )
        return
      const weights = network.weights.map(pending)
      const written = await writeCheckpoint(
        directory,
        { progress, optimizer: plan.optimizer, weights, slots: [] },
        files.best,
      )
      if (!written.ok) tell({ type: 'log', line: `The best weights could not be kept: ${written.failure.message.en}` })
    },
  }
}

const pending = <T extends { variable: NetworkWeight['variable'] }>(entry: T) => ({
  ...entry,
  read: () => entry.variable.dataSync() as Float32Array,
})

/** What the optimizer remembers of each weight, by the weight's names. */
function slotsOf({ weights }: Network, { slots }: Optimizer) {
  return weights
    .filter(({ trainable }) => trainable)
    .flatMap(({ layer, name, shape }, index) =>
      [...slots[index]!].map(([slot, variable]) => ({ layer, name, slot, shape, variable })),
    )
}

/** Puts a training where a checkpoint left it. */
export function restore({ plan, network, optimizer, progress }: TrainingState, checkpoint: Checkpoint): Result<void> {
  if (checkpoint.optimizer !== plan.optimizer) {
    return fail(
      'optimizer-differs',
      {
        en: `The run was trained with ${checkpoint.optimizer}, and its plan now says ${plan.optimizer}.`,
        zh: `该训练此前使用优化器 ${checkpoint.optimizer}，而计划中现为 ${plan.optimizer}。`,
      },
      { en: 'Put the plan back, or start a new run.', zh: '请恢复原计划，或开始新的训练。' },
    )
  }
  const variables = [...network.weights, ...slotsOf(network, optimizer)]
  const assigned = assign(network.tf, variables, [...checkpoint.weights, ...checkpoint.slots])
  if (assigned.ok) Object.assign(progress, checkpoint.progress)
  return assigned
}
