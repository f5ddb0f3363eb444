import type { OnnxForm } from '../onnx.ts'
import type { Cropping2DParams } from './cropping-2d.ts'

export const cropping2DInOnnx: OnnxForm<Cropping2DParams> = ({ height: [top], width: [left] }, layer) =>
  layer.node('Slice', [
    layer.inputs[0]!,
    layer.integers('starts', [top, left]),
    layer.integers('ends', [top + layer.shape[0]!, left + layer.shape[1]!]),
    layer.integers('axes', [2, 3]),
  ])
