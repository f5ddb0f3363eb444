import { activation } from '../activations.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { ActivationParams } from './activation.ts'

export const buildActivation: BuildLayer<ActivationParams> = (context, params) =>
  context.tf.layers.activation({ name: context.name, activation: activation(context, params.activation) })
