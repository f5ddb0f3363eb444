import type { BuildContext } from './tfjs.ts'

/** tfjs's L2 regularizer of this factor, nothing for 0. What it adds to the loss is in `model.calculateLosses()`. */
export const l2 = ({ tf }: BuildContext, factor: number) =>
  factor === 0 ? undefined : tf.regularizers.l2({ l2: factor })
