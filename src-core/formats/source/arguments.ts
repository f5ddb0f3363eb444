import type { Value } from './ops.ts'

interface Constructor {
  /** Written without their names, in this order. */
  positional: readonly string[]
  /** What Keras and tfjs take where an argument is left out; those that must be given have none. */
  defaults: Readonly<Record<string, Value>>
}

const window = { strides: 1, padding: 'valid', dilation_rate: 1 }
const learned = { activation: null, use_bias: true, bias_initializer: 'zeros' }
const kernel = { kernel_initializer: 'glorot_uniform', kernel_regularizer: null }
const depthwise = { depth_multiplier: 1, depthwise_initializer: 'glorot_uniform', depthwise_regularizer: null }
const pool: Constructor = { positional: ['pool_size'], defaults: { strides: null, padding: 'valid' } }
const globalPool: Constructor = { positional: [], defaults: { keepdims: false } }

/** The arguments of the classes that we write. */
const constructors: Readonly<Record<string, Constructor>> = {
  Conv2D: { positional: ['filters', 'kernel_size'], defaults: { ...window, ...learned, ...kernel, groups: 1 } },
  DepthwiseConv2D: { positional: ['kernel_size'], defaults: { ...window, ...learned, ...depthwise } },
  SeparableConv2D: {
    positional: ['filters', 'kernel_size'],
    defaults: {
      ...window,
      ...learned,
      ...depthwise,
      pointwise_initializer: 'glorot_uniform',
      pointwise_regularizer: null,
    },
  },
  Dense: { positional: ['units'], defaults: { ...learned, ...kernel } },
  BatchNormalization: {
    positional: [],
    defaults: { axis: -1, momentum: 0.99, epsilon: 0.001, center: true, scale: true },
  },
  Activation: { positional: ['activation'], defaults: {} },
  MaxPooling2D: pool,
  AveragePooling2D: pool,
  GlobalAveragePooling2D: globalPool,
  GlobalMaxPooling2D: globalPool,
  Concatenate: { positional: [], defaults: { axis: -1 } },
  ZeroPadding2D: { positional: ['padding'], defaults: {} },
  Cropping2D: { positional: ['cropping'], defaults: {} },
  UpSampling2D: { positional: ['size'], defaults: { interpolation: 'nearest' } },
  Reshape: { positional: ['target_shape'], defaults: {} },
  Permute: { positional: ['dims'], defaults: {} },
  Dropout: { positional: ['rate'], defaults: { noise_shape: null } },
  Rescaling: { positional: ['scale'], defaults: { offset: 0 } },
  ChannelShuffle: { positional: ['groups'], defaults: {} },
}

export const positionalOf = (callee: string): readonly string[] => constructors[callee]?.positional ?? []

/** What an argument is where nobody gives it; undefined for one that has to be given. */
export const defaultOf = (callee: string, argument: string): Value | undefined =>
  constructors[callee]?.defaults[argument]
