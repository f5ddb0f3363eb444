import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { diagnose } from '../../src-main/training/diagnose.ts'
import { buildNetwork } from '../../src-main/training/network.ts'
import type { Network } from '../../src-main/training/network.ts'
import { normalized, value } from './networks.ts'

const batch = (bad?: number) => {
  const images = tf.randomUniform([2, 12, 12, 2], 0, 1, 'float32', 1).dataSync() as Float32Array
  if (bad !== undefined) images[7] = bad
  return { count: 2, images, labels: Int32Array.of(0, 3) }
}
const set = ({ weights }: Network, layer: string, number: number) => {
  const { variable, shape } = weights.find((weight) => weight.layer === layer && weight.trainable)!
  variable.assign(tf.fill(shape, number))
}
const network = () => value(buildNetwork(tf, normalized, { seed: 1 }))

test.each([
  ['an image that is no number', NaN, undefined, undefined, { what: 'data' }],
  ['an infinite pixel', Infinity, undefined, undefined, { what: 'data' }],
  ['weights that are none', undefined, 'block/main/conv', NaN, { what: 'output', layer: 'block/main/conv' }],
  ['weights of the last layer', undefined, 'classify', Infinity, { what: 'output', layer: 'classify' }],
  ['a sound network', undefined, undefined, undefined, { what: 'largest', gradient: expect.any(Number) }],
])('%s is found', async (_name, pixel, layer, weight, found) => {
  const built = network()
  if (layer !== undefined) set(built, layer, weight!)
  expect(await diagnose(built, batch(pixel))).toMatchObject(found)
})
