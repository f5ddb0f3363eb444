import type { BuildLayer } from '../tfjs.ts'
import type { MaxPool2DParams } from './max-pool-2d.ts'

export const buildMaxPool2D: BuildLayer<MaxPool2DParams> = ({ tf, name }, { poolSize, strides, padding }) =>
  tf.layers.maxPooling2d({ name, poolSize, strides: strides ?? poolSize, padding })
