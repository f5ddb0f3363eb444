import type { BuildLayer } from '../tfjs.ts'

export const buildAverage: BuildLayer<object> = ({ tf, name }) => tf.layers.average({ name })
