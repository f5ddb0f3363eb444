import type { BuildLayer } from '../tfjs.ts'
import type { UpSampling2DParams } from './up-sampling-2d.ts'

export const buildUpSampling2D: BuildLayer<UpSampling2DParams> = ({ tf, name }, { size }) =>
  tf.layers.upSampling2d({ name, size, dataFormat: 'channelsLast', interpolation: 'nearest' })
