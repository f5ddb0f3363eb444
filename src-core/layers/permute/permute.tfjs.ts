import type { BuildLayer } from '../tfjs.ts'
import type { PermuteParams } from './permute.ts'

export const buildPermute: BuildLayer<PermuteParams> = ({ tf, name }, { dims }) => tf.layers.permute({ name, dims })
