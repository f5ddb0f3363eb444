import type { ActivationParams } from '../../src-core/layers/activation/activation.ts'
import type { Activation } from '../../src-core/layers/activations.ts'
import type { AvgPool2DParams } from '../../src-core/layers/avg-pool-2d/avg-pool-2d.ts'
import type { BatchNormalizationParams } from '../../src-core/layers/batch-normalization/batch-normalization.ts'
import type { ChannelShuffleParams } from '../../src-core/layers/channel-shuffle/channel-shuffle.ts'
import type { Conv2DParams } from '../../src-core/layers/conv2d/conv2d.ts'
import type { Cropping2DParams } from '../../src-core/layers/cropping-2d/cropping-2d.ts'
import type { DenseParams } from '../../src-core/layers/dense/dense.ts'
import type { DepthwiseConv2DParams } from '../../src-core/layers/depthwise-conv-2d/depthwise-conv-2d.ts'
import type { GlobalPoolParams } from '../../src-core/layers/global-pooling.ts'
import type { LeakyReluParams } from '../../src-core/layers/leaky-relu/leaky-relu.ts'
import type { LocalResponseNormalizationParams } from '../../src-core/layers/local-response-normalization/local-response-normalization.ts'
import type { PermuteParams } from '../../src-core/layers/permute/permute.ts'
import type { RescalingParams } from '../../src-core/layers/rescaling/rescaling.ts'
import type { ScaledAddParams } from '../../src-core/layers/scaled-add/scaled-add.ts'
import type { SeparableConv2DParams } from '../../src-core/layers/separable-conv-2d/separable-conv-2d.ts'
import type { SliceParams } from '../../src-core/layers/slice/slice.ts'
import type { ZeroPadding2DParams } from '../../src-core/layers/zero-padding-2d/zero-padding-2d.ts'
import { types } from '../training/graph-step/binding.ts'
import { bool, string, type } from '../training/graph-step/graph.ts'
import type { Attribute, Ref } from '../training/graph-step/graph.ts'
import { activations, float } from './savedmodel-activations.ts'
import type { LayerNodes } from './savedmodel-graph.ts'

/** Writes a layer as nodes; gives its output, or an input that goes through unchanged. */
type Form<P> = (layer: LayerNodes, params: P) => Ref

const int = (value: number | number[]): Attribute => ({ kind: 'int', value })
const channelsLast = string('NHWC')
const first = (layer: LayerNodes) => layer.inputs[0]!

/** Adds the bias where there is one, then activates. */
function finish(layer: LayerNodes, value: Ref, { useBias, activation }: { useBias: boolean; activation: Activation }) {
  const added = useBias ? layer.node('BiasAdd', [value, layer.weight('bias')], { data_format: channelsLast }) : value
  return activations[activation](layer, added)
}

const reshape = (layer: LayerNodes, value: Ref, shape: readonly number[]): Ref =>
  layer.node('Reshape', [value, layer.integers('shape', [-1, ...shape])], { Tshape: type(types.int32) })

interface Slid {
  strides: readonly number[]
  padding: string
}

const sliding = ({ strides, padding }: Slid) => ({
  strides: int([1, ...strides, 1]),
  padding: string(padding.toUpperCase()),
  data_format: channelsLast,
})

/** Each group of channels by itself, because not every reader's convolution knows groups. */
const conv2d: Form<Conv2DParams> = (layer, params) => {
  const { groups, dilationRate } = params
  const attributes = { ...sliding(params), dilations: int([1, ...dilationRate, 1]) }
  const kernel = layer.weight('kernel')
  const convolve = (input: Ref, kernel: Ref) => layer.node('Conv2D', [input, kernel], attributes)
  if (groups === 1) return finish(layer, convolve(first(layer).ref, kernel), params)
  const axis = layer.integers('channels', [3], [])
  const split = (value: Ref) => {
    const node = layer.node('Split', [axis, value], { num_split: int(groups) })
    return Array.from({ length: groups }, (_, group) => (group === 0 ? node : `${node}:${group}`))
  }
  const kernels = split(kernel)
  const parts = split(first(layer).ref).map((part, group) => convolve(part, kernels[group]!))
  return finish(layer, concatenate(layer, parts), params)
}

function depthwise(
  layer: LayerNodes,
  weight: string,
  params: Slid & { kernelSize: readonly number[]; dilationRate: readonly number[]; depthMultiplier: number },
): Ref {
  const kernel = layer.weight(weight)
  const spread = Math.max(...params.dilationRate) > 1 ? dilated(layer, kernel, params) : kernel
  return layer.node('DepthwiseConv2dNative', [first(layer).ref, spread], {
    ...sliding(params),
    dilations: int([1, 1, 1, 1]),
  })
}

/** The kernel with its zeros in it: TensorFlow's depthwise convolution takes no notice of a dilation on a CPU. */
function dilated(
  layer: LayerNodes,
  kernel: Ref,
  {
    kernelSize,
    dilationRate,
    depthMultiplier,
  }: { kernelSize: readonly number[]; dilationRate: readonly number[]; depthMultiplier: number },
): Ref {
  const [tall, wide] = kernelSize as [number, number]
  const [down, across] = dilationRate as [number, number]
  const channels = first(layer).shape[2]!
  const many = channels * depthMultiplier
  const index = { Tshape: type(types.int32) }
  const apart = layer.node('Reshape', [kernel, layer.integers('apart', [tall, 1, wide, 1, many])], index)
  const room = layer.integers('room', [0, 0, 0, down - 1, 0, 0, 0, across - 1, 0, 0], [5, 2])
  const padded = layer.node('Pad', [apart, room], { Tpaddings: type(types.int32) })
  const shape = layer.integers('spread', [tall * down, wide * across, channels, depthMultiplier])
  const whole = layer.node('Reshape', [padded, shape], index)
  const size = [(tall - 1) * down + 1, (wide - 1) * across + 1, channels, depthMultiplier]
  return cut(layer, whole, [0, 0, 0, 0], size)
}

const cut = (layer: LayerNodes, value: Ref, begin: readonly number[], size: readonly number[]): Ref =>
  layer.node('Slice', [value, layer.integers('begin', begin), layer.integers('size', size)], {
    Index: type(types.int32),
  })

const depthwiseConv2d: Form<DepthwiseConv2DParams> = (layer, params) =>
  finish(layer, depthwise(layer, 'kernel', params), params)

const separableConv2d: Form<SeparableConv2DParams> = (layer, params) => {
  const filtered = depthwise(layer, 'depthwise_kernel', params)
  const mixed = layer.node('Conv2D', [filtered, layer.weight('pointwise_kernel')], {
    ...sliding({ strides: [1, 1], padding: 'valid' }),
    dilations: int([1, 1, 1, 1]),
  })
  return finish(layer, mixed, params)
}

const dense: Form<DenseParams> = (layer, params) => {
  const { ref, shape } = first(layer)
  const rows = shape.length === 1 ? ref : reshape(layer, ref, shape.slice(-1))
  const product = layer.node('MatMul', [rows, layer.weight('kernel')], {
    transpose_a: bool(false),
    transpose_b: bool(false),
  })
  return finish(layer, shape.length === 1 ? product : reshape(layer, product, layer.shape), params)
}

const pool =
  (op: string): Form<AvgPool2DParams> =>
  (layer, { poolSize, strides, padding }) =>
    layer.node(op, [first(layer).ref], {
      ...sliding({ strides: strides ?? poolSize, padding }),
      ksize: int([1, ...poolSize, 1]),
    })

const globalPool =
  (op: string): Form<GlobalPoolParams> =>
  (layer, { keepDims }) =>
    layer.node(op, [first(layer).ref, layer.integers('places', [1, 2])], {
      keep_dims: bool(keepDims),
      Tidx: type(types.int32),
    })

const batchNormalization: Form<BatchNormalizationParams> = (layer, { epsilon, scale, center }) => {
  const { ref, shape } = first(layer)
  const channels = shape.at(-1)!
  const all = (role: string, value: number) =>
    layer.floats(
      role,
      Array.from({ length: channels }, () => value),
      [channels],
    )
  // TensorFlow takes images; what has other axes is one column of pixels.
  const pixels = shape.length === 3 ? ref : reshape(layer, ref, [1, 1, channels])
  const normalized = layer.node(
    'FusedBatchNormV3',
    [
      pixels,
      scale ? layer.weight('gamma') : all('ones', 1),
      center ? layer.weight('beta') : all('zeros', 0),
      layer.weight('moving_mean'),
      layer.weight('moving_variance'),
    ],
    { U: type(types.float), epsilon: float(epsilon), data_format: channelsLast, is_training: bool(false) },
  )
  return shape.length === 3 ? normalized : reshape(layer, normalized, shape)
}

const localResponseNormalization: Form<LocalResponseNormalizationParams> = (
  layer,
  { depthRadius, bias, alpha, beta },
) =>
  layer.node('LRN', [first(layer).ref], {
    depth_radius: int(depthRadius),
    bias: float(bias),
    alpha: float(alpha),
    beta: float(beta),
  })

const rescaling: Form<RescalingParams> = (layer, { scale, offset }) =>
  layer.node('AddV2', [
    layer.node('Mul', [first(layer).ref, layer.floats('scale', [scale])]),
    layer.floats('offset', [offset]),
  ])

const leakyRelu: Form<LeakyReluParams> = (layer, { negativeSlope }) =>
  layer.node('LeakyRelu', [first(layer).ref], { alpha: float(negativeSlope) })

const merge =
  (op: string): Form<unknown> =>
  (layer) =>
    layer.inputs.map(({ ref }) => ref).reduce((sum, ref) => layer.node(op, [sum, ref]))

const average: Form<unknown> = (layer, params) =>
  layer.node('Mul', [merge('AddV2')(layer, params), layer.floats('share', [1 / layer.inputs.length])])

const scaledAdd: Form<ScaledAddParams> = (layer, { scale }) => {
  const [shortcut, residual] = layer.inputs
  return layer.node('AddV2', [shortcut!.ref, layer.node('Mul', [residual!.ref, layer.floats('scale', [scale])])])
}

/** Along the last axis. */
const concatenate = (layer: LayerNodes, parts: readonly Ref[]): Ref =>
  parts.length === 1
    ? parts[0]!
    : layer.node('ConcatV2', [...parts, layer.integers('axis', [layer.shape.length], [])], {
        N: int(parts.length),
        Tidx: type(types.int32),
      })

const zeroPadding2d: Form<ZeroPadding2DParams> = (layer, { height, width }) => {
  const paddings = layer.integers('paddings', [0, 0, ...height, ...width, 0, 0], [4, 2])
  return layer.node('Pad', [first(layer).ref, paddings], { Tpaddings: type(types.int32) })
}

const cropping2d: Form<Cropping2DParams> = (layer, { height, width }) =>
  cut(layer, first(layer).ref, [0, height[0], width[0], 0], [-1, ...layer.shape])

/** The nearest to the middle of a pixel: from an edge, rounding could reach the neighbour. */
const upSampling2d: Form<unknown> = (layer) =>
  layer.node('ResizeNearestNeighbor', [first(layer).ref, layer.integers('size', layer.shape.slice(0, 2))], {
    align_corners: bool(false),
    half_pixel_centers: bool(true),
  })

const transpose = (layer: LayerNodes, value: Ref, axes: readonly number[]): Ref =>
  layer.node('Transpose', [value, layer.integers('axes', axes)], { Tperm: type(types.int32) })

const permute: Form<PermuteParams> = (layer, { dims }) => transpose(layer, first(layer).ref, [0, ...dims])

const slice: Form<SliceParams> = (layer, { start }) => {
  const others = layer.shape.slice(0, -1)
  return cut(layer, first(layer).ref, [0, ...others.map(() => 0), start], [-1, ...layer.shape])
}

const channelShuffle: Form<ChannelShuffleParams> = (layer, { groups }) => {
  const { ref, shape } = first(layer)
  const places = shape.slice(0, -1).reduce((product, axis) => product * axis, 1)
  const apart = reshape(layer, ref, [places, groups, shape.at(-1)! / groups])
  return reshape(layer, transpose(layer, apart, [0, 1, 3, 2]), shape)
}

const arrange: Form<unknown> = (layer) => reshape(layer, first(layer).ref, layer.shape)
const pass: Form<unknown> = (layer) => first(layer).ref

/** How each kind but the input becomes nodes of TensorFlow's graph, called with the parameters that its schema parsed. */
export const inTensorFlow: Readonly<Record<string, Form<never>>> = {
  activation: (layer, { activation }: ActivationParams) => activations[activation](layer, first(layer).ref),
  add: merge('AddV2'),
  average,
  'avg-pool-2d': pool('AvgPool'),
  'batch-normalization': batchNormalization,
  'channel-shuffle': channelShuffle,
  concatenate: (layer) =>
    concatenate(
      layer,
      layer.inputs.map(({ ref }) => ref),
    ),
  conv2d,
  'cropping-2d': cropping2d,
  dense,
  'depthwise-conv-2d': depthwiseConv2d,
  'drop-connect': pass,
  dropout: pass,
  flatten: arrange,
  'global-avg-pool-2d': globalPool('Mean'),
  'global-max-pool-2d': globalPool('Max'),
  'leaky-relu': leakyRelu,
  'local-response-normalization': localResponseNormalization,
  'max-pool-2d': pool('MaxPool'),
  maximum: merge('Maximum'),
  multiply: merge('Mul'),
  permute,
  rescaling,
  reshape: arrange,
  'scaled-add': scaledAdd,
  'separable-conv-2d': separableConv2d,
  slice,
  'up-sampling-2d': upSampling2d,
  'zero-padding-2d': zeroPadding2d,
}
