import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { expect } from 'vitest'

/** What a tfjs model's folder holds, read as tfjs's own file handler does, shard after shard. */
export async function readTfjs(path: string): Promise<tf.io.IOHandler> {
  const { modelTopology, weightsManifest, signature, format } = JSON.parse(
    await readFile(join(path, 'model.json'), 'utf8'),
  )
  const [{ paths, weights }] = weightsManifest
  expect((await readdir(path)).sort()).toEqual(['model.json', ...paths].sort())
  const shards = await Promise.all(paths.map((name: string) => readFile(join(path, name))))
  // As TensorFlow's converter cuts them.
  for (const shard of shards.slice(0, -1)) expect(shard.byteLength).toBe(4 * 2 ** 20)
  const weightData = new Uint8Array(Buffer.concat(shards)).buffer
  return tf.io.fromMemory({ modelTopology, weightSpecs: weights, weightData, signature, format })
}

const weightNames = /\/(kernel|depthwise_kernel|pointwise_kernel|bias|gamma|beta|moving_mean|moving_variance)$/

/** How many values the weights of a graph have; its other constants are none. */
export const paramsOf = ({ weights }: tf.GraphModel): number =>
  Object.entries(weights)
    .filter(([name]) => weightNames.test(name))
    .flatMap(([, tensors]) => tensors)
    .reduce((sum, { size }) => sum + size, 0)
