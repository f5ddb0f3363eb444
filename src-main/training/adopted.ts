import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Result } from '../../src-core/result.ts'
import { beginning, writeCheckpoint } from './checkpoint.ts'
import type { LayerWeight } from './weights.ts'

/** Puts weights that were learned elsewhere into a run's folder, as if a training stood before its first step. */
export const writeAdopted = (
  directory: string,
  { training }: LoomDocument,
  weights: readonly LayerWeight[],
): Promise<Result<void>> =>
  writeCheckpoint(directory, {
    progress: beginning(),
    optimizer: training.optimizer,
    weights: weights.map(({ layer, name, shape, data }) => ({ layer, name, shape, read: () => data })),
    slots: [],
  })
