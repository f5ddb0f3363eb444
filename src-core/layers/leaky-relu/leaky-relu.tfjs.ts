import type { BuildLayer } from '../tfjs.ts'
import type { LeakyReluParams } from './leaky-relu.ts'

export const buildLeakyRelu: BuildLayer<LeakyReluParams> = ({ tf, name }, { negativeSlope }) =>
  tf.layers.leakyReLU({ name, alpha: negativeSlope })
