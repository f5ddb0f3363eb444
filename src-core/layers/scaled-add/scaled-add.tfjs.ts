import { ownLayer } from '../own-layer.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { ScaledAddParams } from './scaled-add.ts'

export const buildScaledAdd: BuildLayer<ScaledAddParams> = (context, { scale }) =>
  ownLayer(context, {
    className: 'ScaledAdd',
    params: { scale },
    compute: (shortcut, residual) => context.tf.add(shortcut!, context.tf.mul(residual!, scale)),
  })
