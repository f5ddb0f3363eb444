import type * as tfjs from '@tensorflow/tfjs'
import { activation } from '../activations.tfjs.ts'
import { spread } from '../dilation.tfjs.ts'
import { initializer } from '../initializers.tfjs.ts'
import { l2 } from '../regularizers.tfjs.ts'
import { reach } from '../spatial.ts'
import type { BuildContext, BuildLayer } from '../tfjs.ts'
import type { DepthwiseConv2DParams } from './depthwise-conv-2d.ts'

export const buildDepthwiseConv2D: BuildLayer<DepthwiseConv2DParams> = (context, params) => {
  const layer = context.tf.layers.depthwiseConv2d({
    name: context.name,
    kernelSize: params.kernelSize,
    strides: params.strides,
    padding: params.padding,
    depthMultiplier: params.depthMultiplier,
    activation: activation(context, params.activation),
    useBias: params.useBias,
    depthwiseInitializer: initializer(context, params.depthwiseInitializer),
    biasInitializer: initializer(context, params.biasInitializer, 1),
    depthwiseRegularizer: l2(context, params.depthwiseRegularizer),
  })
  return Math.max(...params.dilationRate) > 1 ? dilated(context, params, layer) : layer
}

/** tfjs's own layer takes no notice of its dilation. */
function dilated(context: BuildContext, params: DepthwiseConv2DParams, layer: tfjs.layers.Layer) {
  const { tf } = context
  const { kernelSize, dilationRate, strides, padding, depthMultiplier } = params
  const activate = tf.layers.activation({ activation: activation(context, params.activation) })
  const [tall, wide] = padding === 'same' ? [1, 1] : reach({ kernel: kernelSize, dilation: dilationRate })
  layer.computeOutputShape = (input) => {
    const [batch, height, width, channels] = input as tfjs.Shape
    return [batch!, height! - tall + 1, width! - wide + 1, channels! * depthMultiplier]
  }
  layer.call = (inputs) =>
    tf.tidy(() => {
      const [kernel, bias] = layer.weights.map((weight) => weight.read())
      const input = (Array.isArray(inputs) ? inputs[0]! : inputs) as tfjs.Tensor4D
      const convolved = tf.depthwiseConv2d(input, spread(kernel as tfjs.Tensor4D, dilationRate), strides, padding)
      return activate.call(bias ? tf.add(convolved, bias) : convolved, {})
    })
  // Another reader of tfjs files would leave the dilation out.
  layer.getClassName = () => 'DilatedDepthwiseConv2D'
  return layer
}
