import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { batchShapeOf, isModelClass, isObject } from './config.ts'
import type { Config } from './config.ts'
import { noModel, otherCall, otherModel, tooDeep, unknownModel, unusualCall, usedTwice } from './failures.ts'
import { operationOf } from './operations.ts'
import { callOf, references } from './references.ts'
import type { Argument, Call, Reference } from './references.ts'

/** A model by its own layers, some of which may be models themselves. */
export interface Level {
  layers: ReadonlyMap<string, LevelLayer>
  /** The input layers, in the order of the call's tensors. */
  inputs: readonly string[]
  outputs: readonly Reference[]
  /** Whether its inputs or outputs go by names that are not the layers'. */
  isNamed: boolean
}

export interface LevelLayer {
  name: string
  className: string
  config: Config
  sources: readonly Reference[]
  operation?: readonly Argument[]
  /** Of a model within the model. */
  model?: Level
  /** Whether what it gives is what it takes, once the network is trained. */
  isPassage?: boolean
  isStill?: boolean
}

/** Models within models: who nests deeper means to fill memory. */
const mostDepth = 8

/** Reads the layers of a functional or sequential model, in the form of Keras 3 or of Keras 2. */
export function readLevel(model: unknown, depth = 0): Result<Level> {
  if (!isObject(model) || typeof model.class_name !== 'string') return noModel
  const { class_name: className } = model
  const config = configOf(model)
  if (!isObject(config)) return noModel
  const layers = Array.isArray(config.layers) ? config.layers : undefined
  if (!layers || !isModelClass(className)) return otherModel(className)
  if (depth > mostDepth) return tooDeep(mostDepth)
  return className === 'Sequential' ? sequential(config, layers, depth) : functional(config, layers, depth)
}

/** Until Keras 2.2 a sequential model's configuration was its layers alone. */
const configOf = ({ config }: Config): unknown => (Array.isArray(config) ? { layers: config as unknown[] } : config)

function functional(config: Config, layers: readonly unknown[], depth: number): Result<Level> {
  const level = new Map<string, LevelLayer>()
  for (const one of layers) {
    const layer = layerOf(one)
    if (!layer) return noModel
    const name = typeof layer.name === 'string' ? layer.name : layer.config.name
    if (typeof name !== 'string' || level.has(name)) return noModel
    const calls = Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : []
    if (calls.length > 1) return usedTwice(name)
    const operation = operationOf(layer, calls[0])
    const call = callOf(calls[0], operation !== undefined)
    const read = readLayer(layer, name, depth)
    if (!read.ok) return read
    if (call.others.length > 0) return unusualCall(name)
    const { sources, isStill } = call
    level.set(name, {
      ...read.value,
      sources,
      isStill,
      ...(operation !== undefined && saidOperation(operation, call, layer)),
    })
  }
  const outputs = references(config.output_layers)
  const inputs = references(config.input_layers).map(({ name }) => name)
  const isNamed = [config.input_layers, config.output_layers].some((ends) => isObject(ends))
  if (outputs.length === 0) return noModel
  const taker = [...level.values(), { name: 'output', sources: outputs }].find(({ sources }) =>
    sources.some((source) => !isOnlyCall(source, level)),
  )
  return taker ? usedTwice(taker.name) : ok({ layers: level, inputs, outputs, isNamed })
}

/** Whether a tensor is of a layer's one call. Of a model that call is often the second: the first was when it was built. */
function isOnlyCall({ name, call, tensor }: Reference, level: Level['layers']): boolean {
  const model = level.get(name)?.model
  return model ? call <= 1 && model.outputs[tensor] !== undefined : call === 0 && tensor === 0
}

/** One after another; Keras 2 says the input's shape at the first layer. */
function sequential(config: Config, layers: readonly unknown[], depth: number): Result<Level> {
  const level = new Map<string, LevelLayer>()
  let last: string | undefined
  for (const one of layers) {
    const layer = layerOf(one)
    if (!layer) return noModel
    const { class_name: className, config: own } = layer
    const name = own.name
    if (typeof name !== 'string' || level.has(name)) return noModel
    const read = readLayer(layer, name, depth)
    if (!read.ok) return read
    const { model } = read.value
    if (model && (model.inputs.length !== 1 || model.outputs.length !== 1)) return otherCall(name)
    if (last === undefined && className !== 'InputLayer') {
      last = name === 'input' ? 'input_image' : 'input'
      const shape = batchShapeOf(own) ?? config.build_input_shape ?? entryShape(model)
      level.set(last, { name: last, className: 'InputLayer', config: { batch_shape: shape }, sources: [] })
    }
    const sources = last === undefined ? [] : [only(last)]
    level.set(name, { ...read.value, sources })
    last = name
  }
  const [input] = level.keys()
  return last === undefined ? noModel : ok({ layers: level, inputs: [input!], outputs: [only(last)], isNamed: false })
}

const only = (name: string): Reference => ({ name, call: 0, tensor: 0 })

/** The batch's shape that a model within the model was built for. */
function entryShape(model: Level | undefined): unknown {
  const entry = model?.layers.get(model.inputs[0] ?? '')
  return entry && batchShapeOf(entry.config)
}

type Layer = { class_name: string; config: Config } & Config

/** A layer, or a model within the model with all that it holds. */
function readLayer(layer: Layer, name: string, depth: number): Result<LevelLayer> {
  const { class_name: className, config } = layer
  const own = { name, className, config, sources: [], isPassage: augmentations.includes(className) }
  if (!isModelClass(className)) return ok(own)
  if (!Array.isArray(config.layers)) return unknownModel(name)
  const model = readLevel(layer, depth + 1)
  return model.ok ? ok({ ...own, model: model.value }) : model
}

/** What an operation is called and takes; from floats to floats it does nothing. */
function saidOperation(operation: string, { values, dtype }: Call, { class_name: className, config }: Layer) {
  // What Keras 2 says in a configuration is the type that the layer around the operation computes in.
  const cast = operation === 'Cast' ? (dtype ?? (className === 'Cast' ? config.dtype : undefined)) : undefined
  return { className: operation, operation: values, isPassage: cast === 'float32' || cast === 'float64' }
}

/** Layers that change images at random while a network is trained, and leave them as they are afterwards. */
const augmentations = [
  'RandomFlip',
  'RandomRotation',
  'RandomTranslation',
  'RandomZoom',
  'RandomContrast',
  'RandomBrightness',
]

function layerOf(layer: unknown): Layer | undefined {
  if (!isObject(layer) || typeof layer.class_name !== 'string') return undefined
  const config = configOf(layer)
  return isObject(config) ? { ...layer, class_name: layer.class_name, config } : undefined
}
