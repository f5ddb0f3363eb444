import type * as tfjs from '@tensorflow/tfjs'
import { activation } from '../activations.tfjs.ts'
import { spread } from '../dilation.tfjs.ts'
import { initializer } from '../initializers.tfjs.ts'
import { l2 } from '../regularizers.tfjs.ts'
import { reach } from '../spatial.ts'
import type { BuildContext, BuildLayer } from '../tfjs.ts'
import type { Conv2DParams } from './conv2d.ts'

export const buildConv2D: BuildLayer<Conv2DParams> = (context, params) => {
  if (params.groups > 1) return buildGrouped(context, params)
  const layer = context.tf.layers.conv2d(argumentsOf(context, params))
  // tfjs computes a dilated convolution but not its gradient.
  if (Math.max(...params.dilationRate) > 1) layer.call = forward(context, params, layer)
  return layer
}

const argumentsOf = (context: BuildContext, params: Conv2DParams) => ({
  name: context.name,
  filters: params.filters,
  kernelSize: params.kernelSize,
  strides: params.strides,
  padding: params.padding,
  dilationRate: params.dilationRate,
  activation: activation(context, params.activation),
  useBias: params.useBias,
  kernelInitializer: initializer(context, params.kernelInitializer),
  biasInitializer: initializer(context, params.biasInitializer, 1),
  kernelRegularizer: l2(context, params.kernelRegularizer),
})

/**
 * A convolution in groups, which tfjs's own layer takes for one without. The kernel is Keras's,
 * `[height, width, channels / groups, filters]`.
 */
function buildGrouped(context: BuildContext, params: Conv2DParams): tfjs.layers.Layer {
  const { tf } = context
  const { filters, groups, kernelSize, strides, padding } = params
  const { kernelInitializer, biasInitializer, kernelRegularizer } = argumentsOf(context, params)

  class GroupedConv2D extends tf.layers.Layer {
    /** No other reader of tfjs files knows this class: by it an exporter can tell. */
    static className = 'GroupedConv2D'

    override build(input: tfjs.Shape | tfjs.Shape[]) {
      const channels = (input as tfjs.Shape).at(-1)!
      const kernel = [...kernelSize, channels / groups, filters]
      this.addWeight('kernel', kernel, 'float32', kernelInitializer, kernelRegularizer, true)
      if (params.useBias) this.addWeight('bias', [filters], 'float32', biasInitializer, undefined, true)
      this.built = true
    }

    override computeOutputShape(input: tfjs.Shape | tfjs.Shape[]): tfjs.Shape {
      const [batch, height, width] = input as tfjs.Shape
      const span = reach({ kernel: kernelSize, dilation: params.dilationRate })
      const places = (length: number, axis: 0 | 1) =>
        Math.ceil((padding === 'same' ? length : length - span[axis] + 1) / strides[axis])
      return [batch!, places(height!, 0), places(width!, 1), filters]
    }

    override call = forward(context, params, this)

    override getConfig() {
      return { ...super.getConfig(), ...params }
    }
  }

  return new GroupedConv2D({ name: context.name })
}

/**
 * What a layer computes with its kernel and bias: each group of channels meets its own filters. In steps that tfjs has
 * the gradients of.
 */
function forward(context: BuildContext, params: Conv2DParams, layer: tfjs.layers.Layer) {
  const { tf } = context
  const activate = tf.layers.activation({ activation: activation(context, params.activation) })
  return (inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor =>
    tf.tidy(() => {
      const [kernel, bias] = layer.weights.map((weight) => weight.read())
      const input = (Array.isArray(inputs) ? inputs[0]! : inputs) as tfjs.Tensor4D
      const convolved = convolve(context, params, input, spread(kernel as tfjs.Tensor4D, params.dilationRate))
      return activate.call(bias ? tf.add(convolved, bias) : convolved, {}) as tfjs.Tensor
    })
}

/** @param kernel `[height, width, channels / groups, filters]`, its dilation in it */
function convolve(
  { tf, native }: BuildContext,
  { groups, strides, padding }: Conv2DParams,
  input: tfjs.Tensor4D,
  kernel: tfjs.Tensor4D,
): tfjs.Tensor {
  // tfjs's split into one has a gradient that fails.
  if (groups === 1) return tf.conv2d(input, kernel, strides, padding)
  if (native?.groupedConv2d) return native.groupedConv2d(input, kernel, { strides, padding })
  const [height, width] = kernel.shape
  if (height * width * Math.max(...strides) === 1) return multiplied(tf, groups, input, kernel)
  const kernels = tf.split<tfjs.Tensor4D>(kernel, groups, 3)
  const parts = tf.split<tfjs.Tensor4D>(input, groups, 3)
  return tf.concat(
    parts.map((part, group) => tf.conv2d(part, kernels[group]!, strides, padding)),
    3,
  )
}

/** A convolution of single pixels: one product of matrices a group, all in one operation. */
function multiplied(tf: typeof tfjs, groups: number, input: tfjs.Tensor4D, kernel: tfjs.Tensor4D): tfjs.Tensor {
  const [batch, height, width, channels] = input.shape
  const filters = kernel.shape[3]
  const pixels = tf.reshape(input, [batch * height * width, groups, channels / groups])
  const matrices = tf.reshape(kernel, [channels / groups, groups, filters / groups])
  const products = tf.matMul(tf.transpose(pixels, [1, 0, 2]), tf.transpose(matrices, [1, 0, 2]))
  return tf.reshape(tf.transpose(products, [1, 0, 2]), [batch, height, width, filters])
}
