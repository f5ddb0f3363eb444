import { sameShape } from '../../graph/shape.ts'
import { isImage, isOneRow, onnxAxes } from '../onnx.ts'
import type { OnnxForm, OnnxLayer, OnnxValue } from '../onnx.ts'
import type { ReshapeParams } from './reshape.ts'

/**
 * Keras lays values out channels last. Where that puts channels among places or places among channels, the image has to
 * be turned; where channels stay by themselves, or are all there is, it has not.
 */
export const reshapeInOnnx: OnnxForm<ReshapeParams> = (_, layer) => {
  const [input] = layer.inputs
  const { shape } = layer
  if (sameShape(input!.shape, shape)) return input!
  const image = isImage(input!.shape) ? input!.shape : input!.order
  if (!image || isOneRow(image)) return fromPlain(layer, input!)
  if (isImage(shape) && shape[2] === image[2]) return arrange(layer, input!, onnxAxes(shape))
  if (shape.length === 1) return { ...arrange(layer, input!, shape), order: image }
  const plain = input!.order ? layer.plain(input!) : layer.node('Transpose', [input!], { perm: [0, 2, 3, 1] })
  return fromPlain(layer, plain)
}

/** Arranges values that lie as the core counts them. */
function fromPlain(layer: OnnxLayer, value: OnnxValue): OnnxValue {
  const { shape } = layer
  if (!isImage(shape) || isOneRow(shape)) return arrange(layer, value, onnxAxes(shape))
  return layer.node('Transpose', [arrange(layer, value, shape)], { perm: [0, 3, 1, 2] })
}

const arrange = (layer: OnnxLayer, value: OnnxValue, axes: readonly number[]): OnnxValue =>
  layer.node('Reshape', [value, layer.integers('shape', [-1, ...axes])])
