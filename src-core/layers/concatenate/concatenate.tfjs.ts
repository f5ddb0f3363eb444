import type { BuildLayer } from '../tfjs.ts'

export const buildConcatenate: BuildLayer<object> = ({ tf, name }) => tf.layers.concatenate({ name, axis: -1 })
