import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readCheckpoint } from './checkpoint.ts'

/** The values of one weight of one layer, by Keras's name and in Keras's axes. */
export interface LayerWeight {
  /** The layer's node id. */
  layer: string
  /** Keras's name of the variable: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  name: string
  shape: number[]
  data: Float32Array
}

/** What a run has learned, from the checkpoint in its folder. */
export async function readWeights(directory: string): Promise<Result<LayerWeight[]>> {
  const checkpoint = await readCheckpoint(directory, { slots: false })
  return checkpoint.ok ? ok(checkpoint.value.weights) : checkpoint
}
