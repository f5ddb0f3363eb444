import type * as tfjs from '@tensorflow/tfjs'
import { initializer } from '../initializers.tfjs.ts'
import type { BuildContext, BuildLayer } from '../tfjs.ts'
import type { Conv2DParams } from './conv2d.ts'

export const buildConv2D: BuildLayer<Conv2DParams> = (context, params) => {
  if (params.groups > 1) return buildGrouped(context, params)
  return context.tf.layers.conv2d(argumentsOf(context, params))
}

const argumentsOf = (context: BuildContext, params: Conv2DParams) => ({
  name: context.name,
  filters: params.filters,
  kernelSize: params.kernelSize,
  strides: params.strides,
  padding: params.padding,
  dilationRate: params.dilationRate,
  activation: params.activation,
  useBias: params.useBias,
  kernelInitializer: initializer(context, params.kernelInitializer),
  biasInitializer: initializer(context, params.biasInitializer, 1),
})

/**
 * A convolution in groups, which tfjs's own layer takes for one without. Each group of channels meets its own filters;
 * the kernel is Keras's, `[height, width, channels / groups, filters]`.
 */
function buildGrouped(context: BuildContext, params: Conv2DParams): tfjs.layers.Layer {
  const { tf } = context
  const { filters, groups, kernelSize, strides, padding, dilationRate } = params
  const { kernelInitializer, biasInitializer } = argumentsOf(context, params)
  const activation = tf.layers.activation({ activation: params.activation })

  class GroupedConv2D extends tf.layers.Layer {
    /** No other reader of tfjs files knows this class, so that an exporter can tell. */
    static className = 'GroupedConv2D'
    readonly groups = groups
    private kernel?: tfjs.LayerVariable
    private bias?: tfjs.LayerVariable

    override build(input: tfjs.Shape | tfjs.Shape[]) {
      const channels = (input as tfjs.Shape).at(-1)!
      const shape = [...kernelSize, channels / groups, filters]
      this.kernel = this.addWeight('kernel', shape, 'float32', kernelInitializer, undefined, true)
      if (params.useBias) {
        this.bias = this.addWeight('bias', [filters], 'float32', biasInitializer, undefined, true)
      }
      this.built = true
    }

    override computeOutputShape(input: tfjs.Shape | tfjs.Shape[]): tfjs.Shape {
      const [batch, height, width] = input as tfjs.Shape
      const places = (length: number, axis: 0 | 1) => {
        const reach = (kernelSize[axis] - 1) * dilationRate[axis] + 1
        return Math.ceil((padding === 'same' ? length : length - reach + 1) / strides[axis])
      }
      return [batch!, places(height!, 0), places(width!, 1), filters]
    }

    override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
      return tf.tidy(() => {
        const input = (Array.isArray(inputs) ? inputs[0] : inputs) as tfjs.Tensor4D
        const kernels = tf.split(this.kernel!.read() as tfjs.Tensor4D, groups, 3)
        const convolved = tf
          .split(input, groups, 3)
          .map((part, group) =>
            tf.conv2d(part as tfjs.Tensor4D, kernels[group]!, strides, padding, 'NHWC', dilationRate),
          )
        const joined = tf.concat(convolved, 3)
        const biased = this.bias ? tf.add(joined, this.bias.read()) : joined
        return activation.call(biased, {}) as tfjs.Tensor
      })
    }

    override getConfig() {
      const own = { ...params, activation: params.activation as string }
      return { ...super.getConfig(), ...own }
    }
  }

  return new GroupedConv2D({ name: context.name })
}
