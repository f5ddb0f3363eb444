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
  if (which === 'best') {
    const best = await readCheckpoint(directory, { slots: false, name: files.best })
    // Kept at the end of an epoch, before the next one begins.
    if (best.ok) return ok(learned(best.value, { of: 'best', epoch: best.value.progress.epoch }))
    if (best.failure.code !== 'no-checkpoint') return best
  }
  const checkpoint = await readCheckpoint(directory, { slots: false })
  if (!checkpoint.ok) return checkpoint
  const { epoch, batches } = checkpoint.value.progress
  return ok(learned(checkpoint.value, { of: 'last', epoch: batches === 0 ? Math.max(epoch - 1, 1) : epoch }))
}

const learned = ({ weights, progress }: Checkpoint, origin: Omit<WeightsOrigin, 'step'>): LearnedWeights => ({
  weights,
  origin: { ...origin, step: progress.step },
})
