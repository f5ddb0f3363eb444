import type { Shape } from '../graph/shape.ts'
import type { OnnxAttribute, OnnxLayer, OnnxValue, WeightLayout } from './onnx.ts'
import type { Pair } from './pair.ts'
import { reach } from './spatial.ts'
import type { Padding, Sliding } from './spatial.ts'

/**
 * What TensorFlow puts around an image where the padding is 'same': the odd row below, the odd column on the right.
 *
 * @param given the image that the window slides over, `[height, width, channels]`
 */
export function samePads(
  { kernel, strides, dilation }: Pick<Sliding, 'kernel' | 'strides' | 'dilation'>,
  given: Shape,
): { height: Pair; width: Pair } {
  const span = reach({ kernel, dilation })
  const [height, width] = ([0, 1] as const).map((axis): Pair => {
    const places = Math.ceil(given[axis]! / strides[axis])
    const all = Math.max(0, (places - 1) * strides[axis] + span[axis] - given[axis]!)
    return [Math.floor(all / 2), Math.ceil(all / 2)]
  })
  return { height: height!, width: width! }
}

/**
 * The attributes of a window that slides over an image. ONNX's own `auto_pad` could say 'same' too, but runtimes that are
 * for no CPU often lack it, so that the padding is written out.
 */
export function windowAttributes(
  { kernel, strides, padding, dilation }: Pick<Sliding, 'kernel' | 'strides' | 'padding' | 'dilation'>,
  given: Shape,
): Record<string, OnnxAttribute> {
  const none: Pair = [0, 0]
  const { height, width } =
    padding === 'same' ? samePads({ kernel, strides, dilation }, given) : { height: none, width: none }
  const isDilated = Math.max(...dilation) > 1
  return {
    kernel_shape: kernel,
    strides,
    pads: [height[0], width[0], height[1], width[1]],
    ...(isDilated && { dilations: dilation }),
  }
}

interface Convolution {
  kernelSize: Pair
  strides: Pair
  padding: Padding
  dilationRate: Pair
}

/** Adds a convolution whose kernel is laid out for ONNX already. */
export function convolve(
  layer: OnnxLayer,
  { kernelSize, strides, padding, dilationRate }: Convolution,
  { groups, takes }: { groups: number; takes: readonly OnnxValue[] },
): OnnxValue {
  const window = { kernel: kernelSize, strides, padding, dilation: dilationRate }
  return layer.node('Conv', takes, {
    ...windowAttributes(window, layer.inputs[0]!.shape),
    group: groups,
  })
}

/** `[kernelHeight, kernelWidth, channels / groups, filters]` as `[filters, channels / groups, kernelHeight, kernelWidth]`. */
export const kernelLayout = ([tall, wide, channels, filters]: Shape): WeightLayout => ({
  view: [tall!, wide!, channels!, filters!],
  permutation: [3, 2, 0, 1],
  dims: [filters!, channels!, tall!, wide!],
})

/** `[kernelHeight, kernelWidth, channels, multiplier]` as `[channels · multiplier, 1, kernelHeight, kernelWidth]`. */
export const depthwiseLayout = ([tall, wide, channels, multiplier]: Shape): WeightLayout => ({
  view: [tall!, wide!, channels!, multiplier!],
  permutation: [2, 3, 0, 1],
  dims: [channels! * multiplier!, 1, tall!, wide!],
})

/** The bias, where the layer has one, as a list of what a convolution takes last. */
export const biasOf = (layer: OnnxLayer, { useBias }: { useBias: boolean }): OnnxValue[] =>
  useBias ? [layer.weight('bias')] : []

interface Pooling {
  poolSize: Pair
  strides: Pair | null
  padding: Padding
}

/** @param operator `MaxPool` or `AveragePool`; the latter leaves padding out of its mean, as Keras does */
export const pool = (layer: OnnxLayer, operator: string, { poolSize, strides, padding }: Pooling): OnnxValue =>
  layer.node(
    operator,
    layer.inputs,
    windowAttributes(
      { kernel: poolSize, strides: strides ?? poolSize, padding, dilation: [1, 1] },
      layer.inputs[0]!.shape,
    ),
  )

/** @param operator `GlobalMaxPool` or `GlobalAveragePool` */
export function poolAll(layer: OnnxLayer, operator: string, { keepDims }: { keepDims: boolean }): OnnxValue {
  const pooled = layer.node(operator, layer.inputs)
  return keepDims ? pooled : layer.node('Flatten', [pooled], { axis: 1 })
}
