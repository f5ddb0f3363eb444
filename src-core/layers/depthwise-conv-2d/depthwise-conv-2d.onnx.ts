import { activate } from '../activations.onnx.ts'
import { depthwiseShape } from '../depthwise.ts'
import type { OnnxForm } from '../onnx.ts'
import { biasOf, convolve, depthwiseLayout } from '../spatial.onnx.ts'
import type { DepthwiseConv2DParams } from './depthwise-conv-2d.ts'

/** A convolution in as many groups as there are channels. */
export const depthwiseConv2DInOnnx: OnnxForm<DepthwiseConv2DParams> = (params, layer) => {
  const [input] = layer.inputs
  const kernel = layer.weight('kernel', depthwiseLayout(depthwiseShape(params, input!.shape)))
  const takes = [input!, kernel, ...biasOf(layer, params)]
  return activate(layer, convolve(layer, params, { groups: input!.shape[2]!, takes }), params.activation)
}
