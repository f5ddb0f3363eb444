import type { Shape } from '../../graph/shape.ts'
import { activate } from '../activations.onnx.ts'
import { isImage } from '../onnx.ts'
import type { OnnxForm, OnnxLayer, OnnxValue, WeightLayout } from '../onnx.ts'
import { biasOf } from '../spatial.onnx.ts'
import type { DenseParams } from './dense.ts'

export const denseInOnnx: OnnxForm<DenseParams> = (params, layer) =>
  activate(layer, join(params, layer), params.activation)

function join({ units, useBias }: DenseParams, layer: OnnxLayer): OnnxValue {
  const [input] = layer.inputs
  const { shape, order } = input!
  const from = shape.at(-1)!
  const bias = biasOf(layer, { useBias })
  if (isImage(shape)) {
    const kernel = layer.weight('kernel', { view: [from, units], permutation: [1, 0], dims: [units, from, 1, 1] })
    return layer.node('Conv', [input!, kernel, ...bias], { kernel_shape: [1, 1] })
  }
  const kernel = layer.weight('kernel', order && rowsLayout(order, units))
  if (shape.length === 1) return layer.node('Gemm', [input!, kernel, ...bias])
  const product = layer.node('MatMul', [input!, kernel])
  return useBias ? layer.node('Add', [product, ...bias]) : product
}

/** The kernel's rows in the order in which the flattened image comes, so that the image need not be turned. */
const rowsLayout = ([height, width, channels]: Shape, units: number): WeightLayout => ({
  view: [height! * width!, channels!, units],
  permutation: [1, 0, 2],
  dims: [height! * width! * channels!, units],
})
