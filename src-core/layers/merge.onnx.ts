import { alike, inOrder } from './onnx.ts'
import type { OnnxLayer, OnnxValue } from './onnx.ts'

/** Merges all inputs, value by value, by an operator that takes any number. */
export function mergeAll(layer: OnnxLayer, operator: 'Sum' | 'Mean' | 'Max'): OnnxValue {
  const { tensors, order } = alike(layer)
  return inOrder(layer.node(operator, tensors), order)
}
