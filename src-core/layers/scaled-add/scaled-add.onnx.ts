import { alike, inOrder } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { ScaledAddParams } from './scaled-add.ts'

export const scaledAddInOnnx: OnnxForm<ScaledAddParams> = ({ scale }, layer) => {
  const { tensors, order } = alike(layer)
  const scaled = layer.node('Mul', [tensors[1]!, layer.floats('scale', [scale])])
  return inOrder(layer.node('Add', [tensors[0]!, scaled]), order)
}
