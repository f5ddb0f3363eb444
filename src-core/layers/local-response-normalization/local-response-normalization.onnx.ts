import type { OnnxForm } from '../onnx.ts'
import type { LocalResponseNormalizationParams } from './local-response-normalization.ts'

/** ONNX divides alpha by the number of channels in the window, as Caffe does; TensorFlow does not. */
export const localResponseNormalizationInOnnx: OnnxForm<LocalResponseNormalizationParams> = (params, layer) => {
  const { depthRadius, bias, alpha, beta } = params
  // Runtimes refuse a normalization by nothing; it is a division by one number.
  if (alpha === 0 || beta === 0) return layer.node('Mul', [layer.inputs[0]!, layer.floats('factor', [bias ** -beta])])
  const size = 2 * depthRadius + 1
  return layer.node('LRN', layer.inputs, {
    size,
    alpha: { float: alpha * size },
    beta: { float: beta },
    bias: { float: bias },
  })
}
