import type * as tfjs from '@tensorflow/tfjs'
import { activation } from '../activations.tfjs.ts'
import { spread } from '../dilation.tfjs.ts'
import { initializer } from '../initializers.tfjs.ts'
import { l2 } from '../regularizers.tfjs.ts'
import type { BuildContext, BuildLayer } from '../tfjs.ts'
import type { SeparableConv2DParams } from './separable-conv-2d.ts'

export const buildSeparableConv2D: BuildLayer<SeparableConv2DParams> = (context, params) => {
  const layer = context.tf.layers.separableConv2d({
    name: context.name,
    filters: params.filters,
    kernelSize: params.kernelSize,
    strides: params.strides,
    padding: params.padding,
    dilationRate: params.dilationRate,
    depthMultiplier: params.depthMultiplier,
    activation: activation(context, params.activation),
    useBias: params.useBias,
    depthwiseInitializer: initializer(context, params.depthwiseInitializer),
    biasInitializer: initializer(context, params.biasInitializer, 1),
    depthwiseRegularizer: l2(context, params.depthwiseRegularizer),
    pointwiseRegularizer: l2(context, params.pointwiseRegularizer),
  })
  // tfjs starts both kernels by the depthwise initializer.
  Object.assign(layer, { pointwiseInitializer: initializer(context, params.pointwiseInitializer, 2) })
  // And leaves the multiplier out of its files.
  const config = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...config(), depthMultiplier: params.depthMultiplier })
  // tfjs computes a dilated convolution but not its gradient.
  if (Math.max(...params.dilationRate) > 1) layer.call = dilated(context, params, layer)
  return layer
}

function dilated(context: BuildContext, params: SeparableConv2DParams, layer: tfjs.layers.Layer) {
  const { tf } = context
  const { dilationRate, strides, padding } = params
  const activate = tf.layers.activation({ activation: activation(context, params.activation) })
  return (inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor =>
    tf.tidy(() => {
      const [depthwise, pointwise, bias] = layer.weights.map((weight) => weight.read()) as tfjs.Tensor4D[]
      const input = (Array.isArray(inputs) ? inputs[0]! : inputs) as tfjs.Tensor4D
      const kernel = spread(depthwise!, dilationRate)
      const convolved = tf.separableConv2d(input, kernel, pointwise!, strides, padding)
      return activate.call(bias ? tf.add(convolved, bias) : convolved, {}) as tfjs.Tensor
    })
}
