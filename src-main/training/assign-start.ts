import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Network } from './network.ts'
import { files } from './store.ts'

/** Gives a new network the weights that its run's folder holds for the start; says how many there were. */
export async function assignStart({ tf, weights }: Network, directory: string): Promise<Result<number>> {
  const start = await readCheckpoint(directory, { slots: false, name: files.start })
  if (!start.ok) return start.failure.code === 'no-checkpoint' ? ok(0) : start
  const key = ({ layer, name }: { layer: string; name: string }) => JSON.stringify([layer, name])
  const variables = new Map(weights.map((weight) => [key(weight), weight.variable]))
  for (const given of start.value.weights) {
    const tensor = tf.tensor(given.data, given.shape)
    variables.get(key(given))?.assign(tensor)
    tensor.dispose()
  }
  return ok(start.value.weights.length)
}
