import type { BuildLayer } from '../tfjs.ts'
import type { RescalingParams } from './rescaling.ts'

export const buildRescaling: BuildLayer<RescalingParams> = ({ tf, name }, { scale, offset }) =>
  tf.layers.rescaling({ name, scale, offset })
