import { isImage, isOneRow } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'

/** An image is laid out as it lies, channels first: what comes next allows for it. */
export const flattenInOnnx: OnnxForm<object> = (_, layer) => {
  const [input] = layer.inputs
  const { shape } = input!
  if (shape.length === 1) return input!
  const flat = layer.node('Flatten', [input!], { axis: 1 })
  return isImage(shape) && !isOneRow(shape) ? { ...flat, order: shape } : flat
}
