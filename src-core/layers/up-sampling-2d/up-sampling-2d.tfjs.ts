import type * as tfjs from '@tensorflow/tfjs'
import type { BuildLayer } from '../tfjs.ts'
import type { UpSampling2DParams } from './up-sampling-2d.ts'

export const buildUpSampling2D: BuildLayer<UpSampling2DParams> = ({ tf, name }, { size: [tall, wide] }) => {
  const layer = tf.layers.upSampling2d({
    name,
    size: [tall, wide],
    dataFormat: 'channelsLast',
    interpolation: 'nearest',
  })
  // The same numbers by steps whose gradients are right: that of tfjs's resizing is not.
  layer.call = (inputs) =>
    tf.tidy(() => {
      const input = (Array.isArray(inputs) ? inputs[0]! : inputs) as tfjs.Tensor4D
      const [batch, height, width, channels] = input.shape
      const apart = tf.reshape(input, [batch, height, 1, width, 1, channels])
      const repeated = tf.mul(apart, tf.ones([1, 1, tall, 1, wide, 1]))
      return tf.reshape(repeated, [batch, height * tall, width * wide, channels])
    })
  return layer
}
