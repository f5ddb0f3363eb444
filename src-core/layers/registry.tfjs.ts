import type { BuildLayer } from './tfjs.ts'
import { buildActivation } from './activation/activation.tfjs.ts'
import { buildAdd } from './add/add.tfjs.ts'
import { buildAverage } from './average/average.tfjs.ts'
import { buildAvgPool2D } from './avg-pool-2d/avg-pool-2d.tfjs.ts'
import { buildBatchNormalization } from './batch-normalization/batch-normalization.tfjs.ts'
import { buildChannelShuffle } from './channel-shuffle/channel-shuffle.tfjs.ts'
import { buildConcatenate } from './concatenate/concatenate.tfjs.ts'
import { buildConv2D } from './conv2d/conv2d.tfjs.ts'
import { buildCropping2D } from './cropping-2d/cropping-2d.tfjs.ts'
import { buildDense } from './dense/dense.tfjs.ts'
import { buildDepthwiseConv2D } from './depthwise-conv-2d/depthwise-conv-2d.tfjs.ts'
import { buildDropConnect } from './drop-connect/drop-connect.tfjs.ts'
import { buildDropout } from './dropout/dropout.tfjs.ts'
import { buildFlatten } from './flatten/flatten.tfjs.ts'
import { buildGlobalAvgPool2D } from './global-avg-pool-2d/global-avg-pool-2d.tfjs.ts'
import { buildGlobalMaxPool2D } from './global-max-pool-2d/global-max-pool-2d.tfjs.ts'
import { buildInput } from './input/input.tfjs.ts'
import { buildLeakyRelu } from './leaky-relu/leaky-relu.tfjs.ts'
import { buildLocalResponseNormalization } from './local-response-normalization/local-response-normalization.tfjs.ts'
import { buildMaxPool2D } from './max-pool-2d/max-pool-2d.tfjs.ts'
import { buildMaximum } from './maximum/maximum.tfjs.ts'
import { buildMultiply } from './multiply/multiply.tfjs.ts'
import { buildPermute } from './permute/permute.tfjs.ts'
import { buildRescaling } from './rescaling/rescaling.tfjs.ts'
import { buildReshape } from './reshape/reshape.tfjs.ts'
import { buildScaledAdd } from './scaled-add/scaled-add.tfjs.ts'
import { buildSeparableConv2D } from './separable-conv-2d/separable-conv-2d.tfjs.ts'
import { buildSlice } from './slice/slice.tfjs.ts'
import { buildUpSampling2D } from './up-sampling-2d/up-sampling-2d.tfjs.ts'
import { buildZeroPadding2D } from './zero-padding-2d/zero-padding-2d.tfjs.ts'

/** How each kind becomes a tfjs layer. Each is called with the parameters that its kind's own schema has parsed. */
export const builders: Readonly<Record<string, BuildLayer<never>>> = {
  activation: buildActivation,
  add: buildAdd,
  average: buildAverage,
  'avg-pool-2d': buildAvgPool2D,
  'batch-normalization': buildBatchNormalization,
  'channel-shuffle': buildChannelShuffle,
  concatenate: buildConcatenate,
  conv2d: buildConv2D,
  'cropping-2d': buildCropping2D,
  dense: buildDense,
  'depthwise-conv-2d': buildDepthwiseConv2D,
  'drop-connect': buildDropConnect,
  dropout: buildDropout,
  flatten: buildFlatten,
  'global-avg-pool-2d': buildGlobalAvgPool2D,
  'global-max-pool-2d': buildGlobalMaxPool2D,
  input: buildInput,
  'leaky-relu': buildLeakyRelu,
  'local-response-normalization': buildLocalResponseNormalization,
  'max-pool-2d': buildMaxPool2D,
  maximum: buildMaximum,
  multiply: buildMultiply,
  permute: buildPermute,
  rescaling: buildRescaling,
  reshape: buildReshape,
  'scaled-add': buildScaledAdd,
  'separable-conv-2d': buildSeparableConv2D,
  slice: buildSlice,
  'up-sampling-2d': buildUpSampling2D,
  'zero-padding-2d': buildZeroPadding2D,
}
