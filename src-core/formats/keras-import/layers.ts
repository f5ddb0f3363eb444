import { sameJson } from '../../document/same-json.ts'
import type { Shape } from '../../graph/shape.ts'
import type { Text } from '../../text.ts'
import { plain } from '../float32.ts'
import type { Config } from './config.ts'
import type { KerasNode } from './graph.ts'
import { sayOperation } from './operations.ts'
import { activationOf, edgesOf, initializerOf, l2Of } from './values.ts'

/** What a layer of Keras's is here, or why it is nothing here. */
export type Said = { kind: string; params: Record<string, unknown>; frozen?: true } | { refused: Text }

type Reader = (config: Config, inputs: readonly Shape[]) => Said

/** Every class of layers that is read, by Keras's name. */
export const readers: Readonly<Record<string, Reader>> = {
  Conv2D: (config) =>
    convolution(
      'conv2d',
      config,
      {
        filters: config.filters,
        groups: config.groups ?? 1,
        ...starts(config, { kernelInitializer: 'kernel_initializer' }),
      },
      { kernelRegularizer: 'kernel_regularizer' },
    ),
  DepthwiseConv2D: (config) =>
    convolution(
      'depthwise-conv-2d',
      config,
      {
        depthMultiplier: config.depth_multiplier ?? 1,
        ...starts(config, { depthwiseInitializer: 'depthwise_initializer' }),
      },
      { depthwiseRegularizer: 'depthwise_regularizer' },
    ),
  SeparableConv2D: (config) =>
    convolution(
      'separable-conv-2d',
      config,
      {
        filters: config.filters,
        depthMultiplier: config.depth_multiplier ?? 1,
        ...starts(config, {
          depthwiseInitializer: 'depthwise_initializer',
          pointwiseInitializer: 'pointwise_initializer',
        }),
      },
      { depthwiseRegularizer: 'depthwise_regularizer', pointwiseRegularizer: 'pointwise_regularizer' },
    ),
  Dense: (config) =>
    trained(
      'dense',
      config,
      {
        units: config.units,
        ...starts(config, { kernelInitializer: 'kernel_initializer' }),
      },
      { kernelRegularizer: 'kernel_regularizer' },
    ),
  BatchNormalization(config, [input]) {
    if (!isLast(config.axis ?? -1, input!)) return { refused: otherAxis }
    const params = pick(config, { momentum: 'momentum', epsilon: 'epsilon', center: 'center', scale: 'scale' })
    return plainly(config, 'batch-normalization', params)
  },
  Normalization(config, [input]) {
    if (!isLast(config.axis ?? -1, input!)) return { refused: otherAxis }
    if (config.invert === true) return { refused: inverted }
    // A batch normalization that never learns: Keras bounds the deviation by 1e-7 from below.
    return { kind: 'batch-normalization', params: { center: false, scale: false, epsilon: 1e-14 }, frozen: true }
  },
  Rescaling: ({ scale, offset = 0 }) =>
    typeof scale === 'number' && typeof offset === 'number'
      ? of('rescaling', { scale, offset })
      : { refused: manyNumbers },
  Activation: ({ activation }) => activated(activation),
  ReLU({ max_value: most = null, negative_slope: slope = 0, threshold = 0 }) {
    if ((threshold ?? 0) !== 0) return { refused: unlikeActivation }
    if (most === null) return (slope ?? 0) === 0 ? activated('relu') : leaky(slope)
    return most === 6 && (slope ?? 0) === 0 ? activated('relu6') : { refused: unlikeActivation }
  },
  LeakyReLU: ({ negative_slope: slope, alpha = 0.3 }) => leaky(slope ?? alpha),
  ELU: ({ alpha = 1 }) => (alpha === 1 ? activated('elu') : { refused: unlikeActivation }),
  Softmax: ({ axis = -1 }, [input]) => (isLast(axis, input!) ? activated('softmax') : { refused: otherAxis }),
  MaxPooling2D: (config, [input]) => pool('max', config, input!),
  AveragePooling2D: (config, [input]) => pool('avg', config, input!),
  GlobalAveragePooling2D: (config) => plainly(config, 'global-avg-pool-2d', { keepDims: config.keepdims ?? false }),
  GlobalMaxPooling2D: (config) => plainly(config, 'global-max-pool-2d', { keepDims: config.keepdims ?? false }),
  ZeroPadding2D(config) {
    const [height, width] = edgesOf(config.padding)
    return plainly(config, 'zero-padding-2d', { height, width })
  },
  Cropping2D(config) {
    const [height, width] = edgesOf(config.cropping)
    return plainly(config, 'cropping-2d', { height, width })
  },
  UpSampling2D: (config) =>
    (config.interpolation ?? 'nearest') === 'nearest'
      ? plainly(config, 'up-sampling-2d', { size: config.size })
      : { refused: smooth },
  Flatten: (config) => plainly(config, 'flatten'),
  Reshape: ({ target_shape: targetShape }) => of('reshape', { targetShape }),
  Permute: ({ dims }) => of('permute', { dims }),
  Dropout({ rate, noise_shape: noise = null }, [input]) {
    if (noise === null) return of('dropout', { rate })
    // One draw for an example: stochastic depth.
    const ofExample =
      Array.isArray(noise) && noise.length === input!.length + 1 && noise.slice(1).every((axis) => axis === 1)
    return ofExample ? of('drop-connect', { rate }) : { refused: otherNoise }
  },
  Add: () => of('add'),
  Multiply: () => of('multiply'),
  Average: () => of('average'),
  Maximum: () => of('maximum'),
  Concatenate: ({ axis = -1 }, [input]) => (isLast(axis, input!) ? of('concatenate') : { refused: otherAxis }),
  // Of keras.applications' Inception-ResNet v2.
  CustomScaleLayer: ({ scale }) => of('scaled-add', { scale }),
}

/** Reads one node; `inputs` are the shapes that it takes. */
export function sayLayer(node: KerasNode, inputs: readonly Shape[]): Said | undefined {
  if (node.said) return node.said
  if (node.operation) return sayOperation(node.className, node.operation, inputs)
  if (!Object.hasOwn(readers, node.className)) return undefined
  return readers[node.className]!(node.config, inputs)
}

const of = (kind: string, params: Record<string, unknown> = {}): Said => ({ kind, params })

/** A layer that takes images channels last, as all here do. */
const plainly = ({ data_format: format }: Config, kind: string, params: Record<string, unknown> = {}): Said =>
  format === 'channels_first' ? { refused: channelsFirst } : of(kind, params)

function pool(what: 'max' | 'avg', config: Config, input: Shape): Said {
  // What our tfjs export makes of a global pool that keeps the axes.
  const isWhole = config.strides === undefined && sameJson(config.pool_size, input.slice(0, 2))
  if (isWhole) return plainly(config, `global-${what}-pool-2d`, { keepDims: true })
  const params = pick(config, { poolSize: 'pool_size', strides: 'strides', padding: 'padding' })
  return plainly(config, `${what}-pool-2d`, params)
}

type Names = Readonly<Record<string, string>>

const convolution = (kind: string, config: Config, params: Record<string, unknown>, penalties: Names) =>
  trained(
    kind,
    config,
    {
      ...params,
      ...pick(config, {
        kernelSize: 'kernel_size',
        strides: 'strides',
        padding: 'padding',
        dilationRate: 'dilation_rate',
      }),
    },
    penalties,
  )

/** Constraints and penalties that no field here has; they act on training. */
const onTraining = [
  'activity_regularizer',
  'bias_regularizer',
  'kernel_constraint',
  'depthwise_constraint',
  'pointwise_constraint',
  'bias_constraint',
]

/** A layer with a kernel, a bias and an activation. */
function trained(kind: string, config: Config, params: Record<string, unknown>, penalties: Names): Said {
  const activation = activationOf(config.activation)
  if (activation === undefined) return { refused: noActivation(config.activation) }
  if (onTraining.some((name) => (config[name] ?? null) !== null)) return { refused: otherPenalty }
  const factors = Object.entries(penalties).map(([ours, keras]) => [ours, l2Of(config[keras])] as const)
  if (factors.some(([, factor]) => factor === undefined)) return { refused: otherPenalty }
  return plainly(config, kind, {
    ...params,
    activation,
    useBias: config.use_bias ?? true,
    ...starts(config, { biasInitializer: 'bias_initializer' }),
    ...Object.fromEntries(factors),
  })
}

/** The initializers that have a form here; the others are as a new layer's. */
const starts = (config: Config, names: Names) =>
  Object.fromEntries(
    Object.entries(names)
      .map(([ours, keras]) => [ours, initializerOf(config[keras])] as const)
      .filter(([, id]) => id !== undefined),
  )

const activated = (value: unknown): Said => {
  const activation = activationOf(value)
  return activation === undefined ? { refused: noActivation(value) } : of('activation', { activation })
}

/** What the configuration says of these, under our names. */
const pick = (config: Config, names: Names) =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([, keras]) => config[keras] !== undefined)
      .map(([ours, keras]) => [ours, config[keras]]),
  )

/** Counted with the batch; older files have a list of one. */
function isLast(axis: unknown, input: Shape): boolean {
  const one: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis
  return one === -1 || one === input.length
}

/** Keras 2 writes the slope as float32 has it. */
const leaky = (slope: unknown): Said =>
  of('leaky-relu', { negativeSlope: typeof slope === 'number' ? plain(slope) : slope })

const noActivation = (value: unknown): Text => {
  const name = typeof value === 'string' ? value : 'custom'
  return { en: `Its activation “${name}” has no form here.`, zh: `本程序不支持其激活函数“${name}”。` }
}
const otherAxis = { en: 'It works along another axis than the last.', zh: '它作用的轴不是最后一个轴。' }
const inverted = {
  en: 'It undoes a normalization, which no layer here does.',
  zh: '它用于还原归一化，本程序没有对应的层。',
}
const manyNumbers = { en: 'It has other factors than one for all channels.', zh: '它对各通道使用了不同的系数。' }
const unlikeActivation = {
  en: 'It has settings that no activation here has.',
  zh: '它的设置与本程序的激活函数都不相符。',
}
const smooth = {
  en: 'It interpolates; here rows and columns are repeated.',
  zh: '它使用插值；本程序只支持重复行与列。',
}
const otherNoise = {
  en: 'It drops values in groups that no layer here has.',
  zh: '它按本程序不支持的方式成组丢弃数值。',
}
const channelsFirst = {
  en: 'It takes images channels first; here channels are last.',
  zh: '它要求通道在前，而本程序的通道在最后。',
}
const otherPenalty = {
  en: 'It has a regularizer or constraint other than L2 on its kernel.',
  zh: '它带有卷积核 L2 以外的正则项或约束。',
}
