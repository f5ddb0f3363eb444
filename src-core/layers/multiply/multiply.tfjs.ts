import type { BuildLayer } from '../tfjs.ts'

export const buildMultiply: BuildLayer<object> = ({ tf, name }) => tf.layers.multiply({ name })
