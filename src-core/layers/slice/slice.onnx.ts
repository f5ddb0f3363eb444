import { channelAxis } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { SliceParams } from './slice.ts'

export const sliceInOnnx: OnnxForm<SliceParams> = ({ start }, layer) =>
  layer.node('Slice', [
    layer.plain(layer.inputs[0]!),
    layer.integers('starts', [start]),
    layer.integers('ends', [start + layer.shape.at(-1)!]),
    layer.integers('axes', [channelAxis(layer.shape)]),
  ])
