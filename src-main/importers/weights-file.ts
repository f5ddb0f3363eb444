import { extname } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Result } from '../../src-core/result.ts'
import type { GivenWeights } from './fitting-weights.ts'
import { readApart } from './read-apart.ts'
import type { Apart } from './read-apart.ts'

const ends = ['.h5', '.hdf5', '.keras']

/** Whether a file holds weights, by its name. */
export const isWeightsFile = (path: string): boolean => ends.includes(extname(path).toLowerCase())

/** Reads the weights that fit a network from a file of Keras's, in a thread, see `readFittingWeights`. */
export const readGivenWeights = (path: string, document: LoomDocument, how?: Apart): Promise<Result<GivenWeights>> =>
  readApart({ read: 'weights', path, document }, how)
