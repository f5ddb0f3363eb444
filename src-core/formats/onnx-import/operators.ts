import { activation, activationOperators } from './activations.ts'
import { concatenation, cut, enlargement, localResponse, padding } from './cuts.ts'
import { dense, normalization } from './dense.ts'
import { difference, mergeOf, product, quotient, sum } from './elementwise.ts'
import { cast, flatten, letThrough, pooledWhole, reshape, squeeze, transpose, unsqueeze } from './shapes.ts'
import type { Handled, Step } from './step.ts'
import { convolution, pooling } from './windows.ts'

/** What each operator of ONNX becomes. */
export const operators: Readonly<Record<string, (step: Step) => Handled>> = {
  ...Object.fromEntries(activationOperators.map((operator) => [operator, activation])),
  Conv: convolution,
  MaxPool: pooling,
  AveragePool: pooling,
  GlobalAveragePool: pooledWhole('global-avg-pool-2d'),
  GlobalMaxPool: pooledWhole('global-max-pool-2d'),
  ReduceMean: pooledWhole('global-avg-pool-2d'),
  ReduceMax: pooledWhole('global-max-pool-2d'),
  BatchNormalization: normalization,
  LRN: localResponse,
  Gemm: dense,
  MatMul: dense,
  Add: sum,
  Sum: mergeOf('add'),
  Sub: difference,
  Mul: product,
  Div: quotient,
  Mean: mergeOf('average'),
  Max: mergeOf('maximum'),
  Concat: concatenation,
  Flatten: flatten,
  Reshape: reshape,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Slice: cut,
  Pad: padding,
  Resize: enlargement,
  Upsample: enlargement,
  Dropout: letThrough,
  Identity: letThrough,
  Cast: cast,
}
