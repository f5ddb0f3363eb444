import type { BuildLayer } from './tfjs.ts'
import { buildActivation } from './activation/activation.tfjs.ts'
import { buildAdd } from './add/add.tfjs.ts'
import { buildAvgPool2D } from './avg-pool-2d/avg-pool-2d.tfjs.ts'
import { buildBatchNormalization } from './batch-normalization/batch-normalization.tfjs.ts'
import { buildConcatenate } from './concatenate/concatenate.tfjs.ts'
import { buildConv2D } from './conv2d/conv2d.tfjs.ts'
import { buildDense } from './dense/dense.tfjs.ts'
import { buildDropout } from './dropout/dropout.tfjs.ts'
import { buildFlatten } from './flatten/flatten.tfjs.ts'
import { buildGlobalAvgPool2D } from './global-avg-pool-2d/global-avg-pool-2d.tfjs.ts'
import { buildInput } from './input/input.tfjs.ts'
import { buildMaxPool2D } from './max-pool-2d/max-pool-2d.tfjs.ts'
import { buildZeroPadding2D } from './zero-padding-2d/zero-padding-2d.tfjs.ts'

/** How each kind becomes a tfjs layer. Each is called with the parameters that its kind's own schema has parsed. */
export const builders: Readonly<Record<string, BuildLayer<never>>> = {
  activation: buildActivation,
  add: buildAdd,
  'avg-pool-2d': buildAvgPool2D,
  'batch-normalization': buildBatchNormalization,
  concatenate: buildConcatenate,
  conv2d: buildConv2D,
  dense: buildDense,
  dropout: buildDropout,
  flatten: buildFlatten,
  'global-avg-pool-2d': buildGlobalAvgPool2D,
  input: buildInput,
  'max-pool-2d': buildMaxPool2D,
  'zero-padding-2d': buildZeroPadding2D,
}
