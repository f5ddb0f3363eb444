import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { files } from './store.ts'

/** The values of one weight of one layer, by Keras's name and in Keras's axes. */
export interface LayerWeight {
  /** The layer's node id. */
  layer: string
  /** Keras's name of the variable: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  name: string
  shape: number[]
  data: Float32Array
}

export interface LearnedWeights {
  weights: LayerWeight[]
  origin: WeightsOrigin
}

/** What a run has learned. The best weights of a run that kept none, or of its first epoch, are the last ones. */
export async function readWeights(directory: string, which: ReportedEpoch): Promise<Result<LearnedWeights>> {
  const learned = await readLearned(directory, which)
  if (!learned.ok) return learned
  const { checkpoint, of } = learned.value
  const { step, epoch, batches } = checkpoint.progress
  // The best are kept at the end of an epoch, before the next one begins.
  const isBetween = of === 'last' && batches === 0
  return ok({ weights: checkpoint.weights, origin: { of, epoch: isBetween ? Math.max(epoch - 1, 1) : epoch, step } })
}

/** The same as it lies in the run's folder. */
export async function readLearned(
  directory: string,
  which: ReportedEpoch,
): Promise<Result<{ checkpoint: Checkpoint; of: ReportedEpoch }>> {
  if (which === 'best') {
    const best = await readCheckpoint(directory, { slots: false, name: files.best })
    if (best.ok) return ok({ checkpoint: best.value, of: 'best' })
    if (best.failure.code !== 'no-checkpoint') return best
  }
  const checkpoint = await readCheckpoint(directory, { slots: false })
  return checkpoint.ok ? ok({ checkpoint: checkpoint.value, of: 'last' }) : checkpoint
}
