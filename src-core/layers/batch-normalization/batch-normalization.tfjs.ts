import type * as tfjs from '@tensorflow/tfjs'
import type { BuildLayer } from '../tfjs.ts'
import type { BatchNormalizationParams } from './batch-normalization.ts'

export const buildBatchNormalization: BuildLayer<BatchNormalizationParams> = ({ tf, name }, params) => {
  const layer = tf.layers.batchNormalization({ name, axis: -1, ...params })
  if (params.scale && params.center) return layer
  // While training, tfjs reads gamma and beta whether the layer has them or not: what it lacks is a constant there.
  const build = layer.build.bind(layer)
  layer.build = (input) => {
    build(input)
    const channels = (input as tfjs.Shape).at(-1)!
    if (!params.scale) Object.assign(layer, { gamma: { read: () => tf.ones([channels]) } })
    if (!params.center) Object.assign(layer, { beta: { read: () => tf.zeros([channels]) } })
  }
  return layer
}
