import { isImage } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { PermuteParams } from './permute.ts'

/** Where ONNX has an image's height, width and channels, counted with the batch. */
const axisOf = [2, 3, 1]

export const permuteInOnnx: OnnxForm<PermuteParams> = ({ dims }, layer) => {
  const [input] = layer.inputs
  if (dims.every((axis, i) => axis === i + 1)) return input!
  const [height, width, channels] = dims.map((axis) => axisOf[axis - 1]!)
  const perm = isImage(input!.shape) ? [0, channels!, height!, width!] : [0, ...dims]
  return layer.node('Transpose', [input!], { perm })
}
