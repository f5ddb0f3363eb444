import type { BuildLayer } from '../tfjs.ts'

export const buildMaximum: BuildLayer<object> = ({ tf, name }) => tf.layers.maximum({ name })
