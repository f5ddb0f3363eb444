import type { Activation } from '../../src-core/layers/activations.ts'
import type { Attribute, Ref } from '../training/graph-step/graph.ts'
import type { LayerNodes } from './savedmodel-graph.ts'

export const float = (value: number): Attribute => ({ kind: 'float', value })

/** How each activation becomes nodes of TensorFlow's graph; gives its output. */
export const activations: Record<Activation, (layer: LayerNodes, value: Ref) => Ref> = {
  linear: (_, value) => value,
  relu: (layer, value) => layer.node('Relu', [value]),
  relu6: (layer, value) => layer.node('Relu6', [value]),
  leaky_relu: (layer, value) => layer.node('LeakyRelu', [value], { alpha: float(0.2) }),
  elu: (layer, value) => layer.node('Elu', [value]),
  selu: (layer, value) => layer.node('Selu', [value]),
  softplus: (layer, value) => layer.node('Softplus', [value]),
  swish: (layer, value) => layer.node('Mul', [value, layer.node('Sigmoid', [value])]),
  hard_swish: (layer, value) => layer.node('Mul', [value, ramp(layer, value)]),
  tanh: (layer, value) => layer.node('Tanh', [value]),
  sigmoid: (layer, value) => layer.node('Sigmoid', [value]),
  hard_sigmoid: (layer, value) => ramp(layer, value),
  softmax: (layer, value) => layer.node('Softmax', [value]),
}

/** From 0 at −3 to 1 at 3. */
function ramp(layer: LayerNodes, value: Ref): Ref {
  const moved = layer.node('AddV2', [value, layer.floats('three', [3])])
  return layer.node('Mul', [layer.node('Relu6', [moved]), layer.floats('sixth', [1 / 6])])
}
