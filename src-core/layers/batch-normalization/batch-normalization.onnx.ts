import type { Shape } from '../../graph/shape.ts'
import { filled, inOrder, isImage } from '../onnx.ts'
import type { OnnxForm, OnnxValue, WeightLayout } from '../onnx.ts'
import type { BatchNormalizationParams } from './batch-normalization.ts'

export const batchNormalizationInOnnx: OnnxForm<BatchNormalizationParams> = ({ epsilon, scale, center }, layer) => {
  const [input] = layer.inputs
  const { shape, order } = input!
  const channels = shape.at(-1)!
  const weight = (name: string) => layer.weight(name, order && vectorLayout(order))
  const statistics = [
    scale ? weight('gamma') : layer.floats('ones', filled(channels, 1), [channels]),
    center ? weight('beta') : layer.floats('zeros', filled(channels, 0), [channels]),
    weight('moving_mean'),
    weight('moving_variance'),
  ]
  const normalize = (value: OnnxValue) =>
    layer.node('BatchNormalization', [value, ...statistics], { epsilon: { float: epsilon } })
  if (isImage(shape) || shape.length === 1) return inOrder(normalize(input!), order)
  // ONNX normalizes the axis after the batch's, Keras the last.
  const rows = layer.node('Reshape', [input!, layer.integers('rows', [-1, channels])])
  return layer.node('Reshape', [normalize(rows), layer.integers('shape', [-1, ...shape])])
}

/** A value for each place and channel, places first, as channels first. */
const vectorLayout = ([height, width, channels]: Shape): WeightLayout => ({
  view: [height! * width!, channels!],
  permutation: [1, 0],
  dims: [height! * width! * channels!],
})
