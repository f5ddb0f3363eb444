import type { BuildLayer } from '../tfjs.ts'
import type { InputParams } from './input.ts'

export const buildInput: BuildLayer<InputParams> = ({ tf, name }, { shape }) =>
  tf.layers.inputLayer({ inputShape: shape, name })
