import type { BuildLayer } from '../tfjs.ts'
import type { ZeroPadding2DParams } from './zero-padding-2d.ts'

export const buildZeroPadding2D: BuildLayer<ZeroPadding2DParams> = ({ tf, name }, { height, width }) =>
  tf.layers.zeroPadding2d({ name, padding: [height, width], dataFormat: 'channelsLast' })
