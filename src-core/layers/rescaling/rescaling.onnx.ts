import { inOrder } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { RescalingParams } from './rescaling.ts'

export const rescalingInOnnx: OnnxForm<RescalingParams> = ({ scale, offset }, layer) => {
  const [input] = layer.inputs
  const scaled = layer.node('Mul', [input!, layer.floats('scale', [scale])])
  const shifted = offset === 0 ? scaled : layer.node('Add', [scaled, layer.floats('offset', [offset])])
  return inOrder(shifted, input!.order)
}
