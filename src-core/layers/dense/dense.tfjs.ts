import { activation } from '../activations.tfjs.ts'
import { initializer } from '../initializers.tfjs.ts'
import { l2 } from '../regularizers.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { DenseParams } from './dense.ts'

export const buildDense: BuildLayer<DenseParams> = (context, params) =>
  context.tf.layers.dense({
    name: context.name,
    units: params.units,
    activation: activation(context, params.activation),
    useBias: params.useBias,
    kernelInitializer: initializer(context, params.kernelInitializer),
    biasInitializer: initializer(context, params.biasInitializer, 1),
    kernelRegularizer: l2(context, params.kernelRegularizer),
  })
