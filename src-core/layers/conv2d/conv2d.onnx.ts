import { activate } from '../activations.onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import { biasOf, convolve, kernelLayout } from '../spatial.onnx.ts'
import type { Conv2DParams } from './conv2d.ts'

export const conv2dInOnnx: OnnxForm<Conv2DParams> = (params, layer) => {
  const [input] = layer.inputs
  const { groups, filters, kernelSize } = params
  const kernel = layer.weight('kernel', kernelLayout([...kernelSize, input!.shape[2]! / groups, filters]))
  const convolved = convolve(layer, params, { groups, takes: [input!, kernel, ...biasOf(layer, params)] })
  return activate(layer, convolved, params.activation)
}
