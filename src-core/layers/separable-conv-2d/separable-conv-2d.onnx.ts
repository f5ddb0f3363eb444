import { activate } from '../activations.onnx.ts'
import { depthwiseShape } from '../depthwise.ts'
import type { OnnxForm } from '../onnx.ts'
import { biasOf, convolve, depthwiseLayout, kernelLayout } from '../spatial.onnx.ts'
import type { SeparableConv2DParams } from './separable-conv-2d.ts'

/** Two convolutions: one in as many groups as there are channels, then one of 1×1. */
export const separableConv2DInOnnx: OnnxForm<SeparableConv2DParams> = (params, layer) => {
  const [input] = layer.inputs
  const channels = input!.shape[2]!
  const depthwise = layer.weight('depthwise_kernel', depthwiseLayout(depthwiseShape(params, input!.shape)))
  const filtered = convolve(layer, params, { groups: channels, takes: [input!, depthwise] })
  const between = channels * params.depthMultiplier
  const pointwise = layer.weight('pointwise_kernel', kernelLayout([1, 1, between, params.filters]))
  const mixed = layer.node('Conv', [filtered, pointwise, ...biasOf(layer, params)], { kernel_shape: [1, 1] })
  return activate(layer, mixed, params.activation)
}
