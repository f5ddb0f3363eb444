import type { BuildLayer } from '../tfjs.ts'
import type { ReshapeParams } from './reshape.ts'

/** tfjs writes `null` into the list that it is given. */
export const buildReshape: BuildLayer<ReshapeParams> = ({ tf, name }, { targetShape }) =>
  tf.layers.reshape({ name, targetShape: [...targetShape] })
