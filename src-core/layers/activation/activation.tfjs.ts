import type { BuildLayer } from '../tfjs.ts'
import type { ActivationParams } from './activation.ts'

export const buildActivation: BuildLayer<ActivationParams> = ({ tf, name }, { activation }) =>
  tf.layers.activation({ name, activation })
