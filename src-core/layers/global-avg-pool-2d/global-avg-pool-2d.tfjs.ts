import { asLargeAsImage } from '../global-pooling.tfjs.ts'
import type { GlobalPoolParams } from '../global-pooling.ts'
import type { BuildLayer } from '../tfjs.ts'

export const buildGlobalAvgPool2D: BuildLayer<GlobalPoolParams> = ({ tf, name }, { keepDims }) =>
  keepDims
    ? asLargeAsImage(tf.layers.averagePooling2d({ name, poolSize: 1 }))
    : tf.layers.globalAveragePooling2d({ name, dataFormat: 'channelsLast' })
