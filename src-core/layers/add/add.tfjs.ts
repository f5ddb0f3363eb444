import type { BuildLayer } from '../tfjs.ts'

export const buildAdd: BuildLayer<object> = ({ tf, name }) => tf.layers.add({ name })
