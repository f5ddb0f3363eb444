import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readCheckpoint } from './checkpoint.ts'
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

/** Which of a run's weights: those of its last step, or of its best epoch. */
export type WeightsOf = 'last' | 'best'

/** What a run has learned. The best weights of a run that kept none, or of its first epoch, are the last ones. */
export async function readWeights(directory: string, which: WeightsOf = 'last'): Promise<Result<LayerWeight[]>> {
  if (which === 'best') {
    const best = await readCheckpoint(directory, { slots: false, name: files.best })
    if (best.ok) return ok(best.value.weights)
    if (best.failure.code !== 'no-checkpoint') return best
  }
  const checkpoint = await readCheckpoint(directory, { slots: false })
  return checkpoint.ok ? ok(checkpoint.value.weights) : checkpoint
}
