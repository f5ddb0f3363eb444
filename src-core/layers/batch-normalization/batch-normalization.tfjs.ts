import type * as tfjs from '@tensorflow/tfjs'
import type { BuildContext, BuildLayer, NativeOperations } from '../tfjs.ts'
import type { BatchNormalizationParams } from './batch-normalization.ts'

export const buildBatchNormalization: BuildLayer<BatchNormalizationParams> = (context, params) => {
  const { tf, name, native } = context
  const layer = tf.layers.batchNormalization({ name, axis: -1, ...params })
  if (native) return natively(context, native, layer, params)
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

/** While training, one operation of TensorFlow's instead of tfjs's dozen; afterwards as tfjs computes it. */
function natively(
  { tf }: BuildContext,
  native: NativeOperations,
  layer: tfjs.layers.Layer,
  { epsilon, momentum }: BatchNormalizationParams,
) {
  const infer = layer.call.bind(layer)
  layer.call = (inputs, options) => {
    if (!options.training) return infer(inputs, options)
    return tf.tidy(() => {
      const input = Array.isArray(inputs) ? inputs[0]! : inputs
      const channels = input.shape.at(-1)!
      const weights = new Map(layer.weights.map((weight) => [weight.originalName.split('/').at(-1)!, weight]))
      const read = (name: string) => weights.get(name)?.read() as tfjs.Tensor1D | undefined
      const gamma = read('gamma') ?? tf.ones<tfjs.Rank.R1>([channels])
      const beta = read('beta') ?? tf.zeros<tfjs.Rank.R1>([channels])
      // TensorFlow takes images; what has other axes is one column of pixels.
      const pixels = tf.reshape<tfjs.Rank.R4>(input, input.rank === 4 ? (input.shape as never) : [-1, 1, 1, channels])
      const { output, mean, variance } = native.normalize(pixels, { gamma, beta, epsilon })
      for (const [name, now] of Object.entries({ moving_mean: mean, moving_variance: variance })) {
        const moving = weights.get(name)!
        const before = moving.read()
        moving.write(tf.sub(before, tf.mul(tf.sub(before, now), 1 - momentum)))
      }
      return tf.reshape(output, input.shape)
    })
  }
  return layer
}
