import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'

export type Config = Readonly<Record<string, unknown>>

/** One layer of Keras's, or one of its operations, with what it takes. */
export interface KerasNode {
  name: string
  className: string
  config: Config
  /** Names of what it takes, in order. */
  inputs: readonly string[]
  /** Where Keras has an operation and no layer: the numbers that follow its tensors. */
  operation?: readonly number[]
  /** Of our kinds already: what several nodes said together. */
  said?: { kind: string; params: Record<string, unknown> }
}

export interface KerasGraph {
  /** In the order of the file, which is that of Keras's `model.layers`. */
  nodes: ReadonlyMap<string, KerasNode>
  outputs: readonly string[]
}

/** Reads the layers of a functional or sequential model from its configuration, in the form of Keras 3 or of Keras 2. */
export function kerasGraph(model: unknown): Result<KerasGraph> {
  if (!isObject(model) || typeof model.class_name !== 'string') return noModel
  const { class_name: className } = model
  // Until Keras 2.2 a sequential model's configuration was its layers alone.
  const config = Array.isArray(model.config) ? { layers: model.config as unknown[] } : model.config
  if (!isObject(config)) return noModel
  const layers = Array.isArray(config.layers) ? config.layers : undefined
  if (!layers || !['Functional', 'Model', 'Sequential'].includes(className)) return otherModel(className)
  return className === 'Sequential' ? sequential(config, layers) : functional(config, layers)
}

function functional(config: Config, layers: readonly unknown[]): Result<KerasGraph> {
  const nodes = new Map<string, KerasNode>()
  for (const layer of layers) {
    if (!isLayer(layer)) return noModel
    const name = typeof layer.name === 'string' ? layer.name : layer.config.name
    if (typeof name !== 'string' || nodes.has(name)) return noModel
    const calls = Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : []
    if (calls.length > 1) return usedTwice(name)
    const call = argumentsOf(calls[0])
    const sources = references(call.tensors)
    const others = references(call.others)
    const isFirst = [...sources, ...others].every(({ call, tensor }) => call === 0 && tensor === 0)
    if (!isFirst) return usedTwice(name)
    if (others.length > 0) return unusualCall(name)
    nodes.set(name, {
      name,
      className: layer.class_name,
      config: layer.config,
      inputs: sources.map(({ name }) => name),
      ...(isOperation(layer) && { operation: call.numbers }),
    })
  }
  const outputs = references(config.output_layers).map(({ name }) => name)
  return outputs.length > 0 ? ok({ nodes, outputs: [...new Set(outputs)] }) : noModel
}

/** One after another; Keras 2 says the input's shape at the first layer. */
function sequential(config: Config, layers: readonly unknown[]): Result<KerasGraph> {
  const nodes = new Map<string, KerasNode>()
  let last: string | undefined
  for (const layer of layers) {
    if (!isLayer(layer)) return noModel
    const { class_name: className, config: own } = layer
    const name = own.name
    if (typeof name !== 'string' || nodes.has(name)) return noModel
    if (last === undefined && className !== 'InputLayer') {
      last = name === 'input' ? 'input_image' : 'input'
      const shape = own.batch_input_shape ?? own.batch_shape ?? config.build_input_shape
      nodes.set(last, { name: last, className: 'InputLayer', config: { batch_shape: shape }, inputs: [] })
    }
    nodes.set(name, { name, className, config: own, inputs: last === undefined ? [] : [last] })
    last = name
  }
  return last === undefined ? noModel : ok({ nodes, outputs: [last] })
}

/** Every node that the outputs need, after those that it takes; refuses circles and wires from nowhere. */
export function inOrder({ nodes, outputs }: KerasGraph): Result<KerasNode[]> {
  const order = new Map<string, KerasNode>()
  const open = new Set<string>()
  for (const output of outputs) {
    const stack = [output]
    while (stack.length > 0) {
      const name = stack.at(-1)!
      const node = nodes.get(name)
      if (!node) return fromNowhere(name)
      const waiting = order.has(name) ? [] : node.inputs.filter((input) => !order.has(input))
      if (waiting.length === 0) {
        order.set(name, node)
        open.delete(name)
        stack.pop()
        continue
      }
      open.add(name)
      const circle = waiting.find((input) => open.has(input))
      if (circle !== undefined) return inCircle(circle)
      // The first input first, so that branches stand in their order.
      stack.push(waiting[0]!)
    }
  }
  return ok([...order.values()])
}

interface Reference {
  name: string
  call: number
  tensor: number
}

/** The tensors that a call or a list of outputs names: Keras 3's objects or `["name", 0, 0]`, in lists of any form. */
function references(value: unknown, depth = 0): Reference[] {
  if (depth > 8) return []
  if (Array.isArray(value)) {
    const [name, call, tensor] = value as unknown[]
    if (typeof name === 'string' && typeof call === 'number' && typeof tensor === 'number') {
      return [{ name, call, tensor }, ...references(value.slice(3), depth + 1)]
    }
    return value.flatMap((one) => references(one, depth + 1))
  }
  if (!isObject(value)) return []
  if (value.class_name === '__keras_tensor__' && isObject(value.config)) {
    return references(value.config.keras_history, depth + 1)
  }
  return Object.values(value).flatMap((one) => references(one, depth + 1))
}

/** Keras 3 has a call's arguments by place and by name; Keras 2 a list of tensors, each with arguments by name. */
function argumentsOf(call: unknown): { tensors: unknown; others: unknown; numbers: number[] } {
  if (isObject(call)) {
    const args = Array.isArray(call.args) ? (call.args as unknown[]) : []
    return { tensors: args, others: call.kwargs, numbers: args.filter((value) => typeof value === 'number') }
  }
  const list = Array.isArray(call) ? (call as unknown[]) : []
  const tensors = typeof list[0] === 'string' ? [list] : list
  const others = tensors.map((tensor) => (Array.isArray(tensor) ? (tensor as unknown[])[3] : undefined))
  return {
    tensors: tensors.map((tensor) => (Array.isArray(tensor) ? tensor.slice(0, 3) : tensor)),
    others,
    numbers: [],
  }
}

const isOperation = ({ module }: Config) => typeof module === 'string' && module.startsWith('keras.src.ops')

const isLayer = (layer: unknown): layer is { class_name: string; config: Config } & Config =>
  isObject(layer) && typeof layer.class_name === 'string' && isObject(layer.config)

export const isObject = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const noModel = fail(
  'not-keras',
  { en: 'It holds no configuration of a Keras model.', zh: '其中没有 Keras 模型的配置。' },
  {
    en: 'Save the whole model from Keras: model.save("model.keras").',
    zh: '请在 Keras 中保存整个模型：model.save("model.keras")。',
  },
)

const otherModel = (className: string) =>
  fail(
    'not-keras',
    {
      en: `A model of the class “${className}” is built by its author’s code, which is not run.`,
      zh: `类型为“${className}”的模型由作者自己的代码构建，而这些代码不会被执行。`,
    },
    {
      en: 'Build it as a functional or sequential model and save that.',
      zh: '请将其构建为函数式（Functional）或顺序（Sequential）模型后再保存。',
    },
  )

const usedTwice = (name: string) =>
  fail('layer-used-twice', {
    en: `“${name}” is called more than once or takes one of several calls, and layers that share weights have no form here.`,
    zh: `“${name}”被调用多次，或取自多次调用之一；本程序不支持共享权重的层。`,
  })

const unusualCall = (name: string) =>
  fail('unusual-call', {
    en: `“${name}” takes tensors by other arguments than its inputs, which has no form here.`,
    zh: `“${name}”通过输入以外的参数接收张量，本程序不支持这种形式。`,
  })

const fromNowhere = (name: string) =>
  fail('not-keras', {
    en: `The model uses a layer “${name}” that it does not have.`,
    zh: `模型使用了一个不存在的层“${name}”。`,
  })

const inCircle = (name: string) =>
  fail('network-in-circle', {
    en: `The layers run in a circle at “${name}”.`,
    zh: `网络在“${name}”处形成了环路。`,
  })
