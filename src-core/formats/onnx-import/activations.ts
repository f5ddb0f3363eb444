import type { Activation } from '../../layers/activations.ts'
import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { plain } from '../float32.ts'
import type { OnnxFileNode } from './file.ts'
import { channelAxisOf } from './network.ts'
import type { Value } from './network.ts'
import { numberOf } from './step.ts'
import type { Handled, Step } from './step.ts'

const is = (value: number, wanted: number) => Math.abs(value - wanted) < 1e-4

/** The activation that a node alone is, if it is one of ours. */
const readers: Record<string, (node: OnnxFileNode, step: Step) => Activation | undefined> = {
  Relu: () => 'relu',
  Clip: (node, step) => {
    const bound = (name: string, at: number) => numberOf(node, name, step.constantOf(node, at)?.numbers()[0] ?? NaN)
    return bound('min', 1) === 0 && bound('max', 2) === 6 ? 'relu6' : undefined
  },
  LeakyRelu: (node) => (is(numberOf(node, 'alpha', 0.01), 0.2) ? 'leaky_relu' : undefined),
  Elu: (node) => (numberOf(node, 'alpha', 1) === 1 ? 'elu' : undefined),
  Selu: (node) =>
    is(numberOf(node, 'alpha', 1.6732632), 1.6732632) && is(numberOf(node, 'gamma', 1.050701), 1.050701)
      ? 'selu'
      : undefined,
  Softplus: () => 'softplus',
  HardSwish: () => 'hard_swish',
  Tanh: () => 'tanh',
  Sigmoid: () => 'sigmoid',
  HardSigmoid: (node) =>
    is(numberOf(node, 'alpha', 0.2), 1 / 6) && is(numberOf(node, 'beta', 0.5), 0.5) ? 'hard_sigmoid' : undefined,
}
export const activationOperators = [...Object.keys(readers), 'Softmax']

const nowhereNegative: readonly Activation[] = ['relu', 'relu6', 'softplus', 'sigmoid', 'hard_sigmoid', 'softmax']

function read(step: Step, node: OnnxFileNode, value: Value): Activation | undefined {
  if (node.domain !== '') return undefined
  if (node.operator !== 'Softmax') return readers[node.operator]?.(node, step)
  const axes = value.shape.length + 1
  // Before opset 13 the default was the first axis after the batch, and all that follow went into one.
  const axis = numberOf(node, 'axis', step.opset < 13 ? 1 : -1)
  const channels = channelAxisOf(value)
  const isChannels = (axis + axes) % axes === channels
  return isChannels && (step.opset >= 13 || channels === axes - 1) ? 'softmax' : undefined
}

/** `x · sigmoid(x)` from the sigmoid on: the node that multiplies. */
function swishAfter(step: Step, sigmoid: OnnxFileNode): OnnxFileNode | undefined {
  const [product, ...others] = step.takersOf(sigmoid)
  if (sigmoid.operator !== 'Sigmoid' || product?.operator !== 'Mul' || others.length > 0) return undefined
  return product.inputs.includes(sigmoid.inputs[0]!) && product.inputs.includes(sigmoid.outputs[0]!)
    ? product
    : undefined
}

/** An activation as a layer of its own. */
export function activation(step: Step): Handled {
  const { node } = step
  const input = step.value(0)
  if (!input) return step.refuse({ en: 'It takes no tensor of the network.', zh: '它的输入不是网络中的张量。' })
  const product = swishAfter(step, node)
  const activation = product ? 'swish' : read(step, node, input)
  if (!activation && node.operator === 'LeakyRelu') return leakyRelu(step, input)
  if (!activation) {
    return step.refuse({
      en: 'It is an activation of other constants or another axis than the layers here have.',
      zh: '该激活函数的常数或作用的轴与本程序的层不同。',
    })
  }
  if (product) step.swallow(product)
  const added = step.network.add({ name: step.name, kind: 'activation', params: { activation }, inputs: [input] })
  return added.ok ? ok(through(added.value, input, activation)) : added
}

/** With another slope than the activation of the name has. */
function leakyRelu(step: Step, input: Value): Handled {
  const negativeSlope = plain(numberOf(step.node, 'alpha', 0.01))
  const added = step.network.add({ name: step.name, kind: 'leaky-relu', params: { negativeSlope }, inputs: [input] })
  return added.ok ? ok(through(added.value, input, 'leaky_relu')) : added
}

const through = (value: Value, { order }: Pick<Value, 'order'>, activation: Activation): Value => ({
  ...value,
  order,
  positive: nowhereNegative.includes(activation),
})

/** A layer just added, with the activation that the file's names say is its own. */
export function activated(step: Step, added: Result<Value>): Handled {
  if (!added.ok) return added
  const takers = step.takersOf(step.end)
  const [next] = takers
  if (!next || !takers.every(step.isSameLayer)) return added
  const sigmoid = takers.find(({ operator }) => operator === 'Sigmoid')
  const product = sigmoid && takers.length === 2 ? swishAfter(step, sigmoid) : undefined
  const activation = product ? 'swish' : takers.length === 1 ? read(step, next, added.value) : undefined
  if (!activation) return added
  step.swallow(product ? sigmoid! : next)
  if (product) step.swallow(product)
  step.network.activate(added.value, activation)
  return ok(through(added.value, {}, activation))
}
