import type { BuildLayer } from '../tfjs.ts'
import type { Cropping2DParams } from './cropping-2d.ts'

export const buildCropping2D: BuildLayer<Cropping2DParams> = ({ tf, name }, { height, width }) =>
  tf.layers.cropping2D({ name, cropping: [height, width], dataFormat: 'channelsLast' })
