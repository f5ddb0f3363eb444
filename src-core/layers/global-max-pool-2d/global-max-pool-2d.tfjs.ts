import { asLargeAsImage } from '../global-pooling.tfjs.ts'
import type { GlobalPoolParams } from '../global-pooling.ts'
import type { BuildLayer } from '../tfjs.ts'

export const buildGlobalMaxPool2D: BuildLayer<GlobalPoolParams> = ({ tf, name }, { keepDims }) =>
  keepDims
    ? asLargeAsImage(tf.layers.maxPooling2d({ name, poolSize: 1 }))
    : tf.layers.globalMaxPooling2d({ name, dataFormat: 'channelsLast' })
