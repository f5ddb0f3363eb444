import type { Activation } from './activations.ts'
import { channelAxis } from './onnx.ts'
import type { OnnxAttribute, OnnxLayer, OnnxValue } from './onnx.ts'

type Write = (layer: OnnxLayer, value: OnnxValue) => OnnxValue

const by =
  (operator: string, attributes: Record<string, OnnxAttribute> = {}): Write =>
  (layer, value) =>
    layer.node(operator, [value], attributes)

const operators: Record<Activation, Write> = {
  linear: (_, value) => value,
  relu: by('Relu'),
  relu6: (layer, value) => layer.node('Clip', [value, layer.floats('zero', [0]), layer.floats('six', [6])]),
  leaky_relu: by('LeakyRelu', { alpha: { float: 0.2 } }),
  elu: by('Elu'),
  selu: by('Selu'),
  softplus: by('Softplus'),
  swish: (layer, value) => layer.node('Mul', [value, layer.node('Sigmoid', [value])]),
  hard_swish: by('HardSwish'),
  tanh: by('Tanh'),
  sigmoid: by('Sigmoid'),
  // Keras's slope; ONNX's own default is 0.2.
  hard_sigmoid: by('HardSigmoid', { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  softmax: (layer, value) => layer.node('Softmax', [value], { axis: channelAxis(layer.shape) }),
}

/** Puts a value of the layer's output shape through an activation. */
export const activate = (layer: OnnxLayer, value: OnnxValue, activation: Activation): OnnxValue =>
  operators[activation](layer, value)
