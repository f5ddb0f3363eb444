import type { BuildLayer } from '../tfjs.ts'
import type { AvgPool2DParams } from './avg-pool-2d.ts'

export const buildAvgPool2D: BuildLayer<AvgPool2DParams> = ({ tf, name }, { poolSize, strides, padding }) =>
  tf.layers.averagePooling2d({ name, poolSize, strides: strides ?? poolSize, padding })
