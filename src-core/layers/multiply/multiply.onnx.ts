import { alike, inOrder } from '../onnx.ts'
import type { OnnxForm, OnnxValue } from '../onnx.ts'

/** ONNX multiplies two at a time. */
export const multiplyInOnnx: OnnxForm<object> = (_, layer) => {
  const { tensors, order } = alike(layer)
  const [first, ...rest] = tensors
  return inOrder(
    rest.reduce<OnnxValue>((product, tensor) => layer.node('Mul', [product, tensor]), first!),
    order,
  )
}
