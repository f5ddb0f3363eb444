import type { BuildLayer } from '../tfjs.ts'

export const buildGlobalAvgPool2D: BuildLayer<object> = ({ tf, name }) =>
  tf.layers.globalAveragePooling2d({ name, dataFormat: 'channelsLast' })
