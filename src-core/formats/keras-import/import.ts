import type { LoomDocument } from '../../document/schema.ts'
import type { Shape } from '../../graph/shape.ts'
import { kindOf } from '../../layers/registry.ts'
import type { Weight } from '../../layers/define.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Text } from '../../text.ts'
import { createNodes, importedDocument, refusal } from '../imported-network.ts'
import type { Added } from '../imported-network.ts'
import { pathsOf } from './block-names.ts'
import { batchShapeOf, isObject } from './config.ts'
import type { Config } from './config.ts'
import { inOrder, kerasGraph } from './graph.ts'
import type { KerasNode, OrderedLayer } from './graph.ts'
import { saySteepSigmoids } from './hard-sigmoid.ts'
import { sayLayer } from './layers.ts'
import { notesOn } from './notes.ts'
import { joinSequences } from './sequences.ts'

/** A layer of the file with weights and what they are here, in Keras's order. */
export interface ImportedLayer {
  /** The document's node id. */
  layer: string
  /** Keras's name, with those of the models within the model that it lies in: `base/conv`. */
  keras: string
  own: string
  within: readonly string[]
  weights: readonly Weight[]
  config: Config
}

export interface ImportedKeras {
  document: LoomDocument
  /** Those that have weights. */
  layers: ImportedLayer[]
  /** Every layer of the file in its order, by which a weights file counts those of a class. */
  order: readonly OrderedLayer[]
  /** What could not be kept. */
  notes: Text[]
}

/**
 * Makes a network of the configuration of a Keras model. What cannot be said by layers here is refused by name.
 * @param options.isTrained whether the file says beside it how the network was trained
 * @param options.version the Keras that wrote it (or `tfjs-layers`), where the file says so beside the model
 */
export function importKeras(model: unknown, { isTrained = false, version }: Beside = {}): Result<ImportedKeras> {
  const graph = kerasGraph(model)
  if (!graph.ok) return graph
  const sequences = joinSequences(graph.value)
  const joined = isKeras3(model, version) ? sequences : saySteepSigmoids(sequences)
  const nodes = inOrder(joined)
  if (!nodes.ok) return nodes
  const network = createNodes(advice)
  const paths = pathsOf(nodes.value)
  const values = new Map<string, Added>()
  const layers: ImportedLayer[] = []
  for (const node of nodes.value) {
    const inputs = node.inputs.map((name) => values.get(name)!)
    const shapes = inputs.map(({ shape }) => shape)
    const said = node.className === 'InputLayer' ? entry(node) : readLayer(node, shapes)
    if (!said.ok) return said
    const added = network.add({ ...said.value, name: paths.get(node.name)!, inputs })
    if (!added.ok) return added
    const { layer, shape, weights } = added.value
    values.set(node.name, { layer, shape })
    const { name: keras, own, within, config } = node
    if (weights.length > 0) layers.push({ layer, keras, own, within, weights, config })
  }
  const taken = new Set(nodes.value.flatMap(({ inputs }) => inputs))
  for (const name of joined.outputs.filter((name) => taken.has(name))) {
    // An output that other layers take too: here only what nothing takes is one.
    const params = { activation: 'linear' }
    const added = network.add({
      name: `${paths.get(name)!}_output`,
      kind: 'activation',
      params,
      inputs: [values.get(name)!],
    })
    if (!added.ok) return added
  }
  const { order } = graph.value
  const places = new Map(order.map(({ name }, at) => [name, at]))
  return ok({
    document: importedDocument(network),
    layers: layers.sort((one, other) => places.get(one.keras)! - places.get(other.keras)!),
    order,
    notes: notesOn(graph.value, nodes.value, isTrained || isCompiled(model)),
  })
}

/** What a file says beside its model. */
interface Beside {
  isTrained?: boolean
  version?: unknown
}

/** Keras 3 says nothing of its training beside a model that has none. */
const isCompiled = (model: unknown) =>
  isObject(model) && isObject(model.compile_config) && Object.keys(model.compile_config).length > 0

/** Older Keras always says its version, at the latest in the model itself; Keras 3 does not, but names modules. */
function isKeras3(model: unknown, version: unknown): boolean {
  const own = isObject(model) ? model : {}
  const said = version ?? own.keras_version
  return typeof said === 'string' ? said.startsWith('3.') : own.module !== undefined
}

interface Layer {
  kind: string
  params: Record<string, unknown>
  frozen?: boolean
}

function readLayer(node: KerasNode, shapes: readonly Shape[]): Result<Layer> {
  if (node.className === 'Lambda') return ownCode(node)
  if (shapes.length === 0) return refusal(node.name, withoutInput, advice)
  const said = sayLayer(node, shapes)
  if (!said) return noSuchLayer(node)
  if ('refused' in said) return refusal(`${node.name} (${node.className})`, said.refused, advice)
  const { min, max } = kindOf(said.kind)!.inputs
  if (shapes.length < min || shapes.length > max) return refusal(node.name, otherCount, advice)
  return ok({ ...said, frozen: said.frozen === true || node.config.trainable === false })
}

/** An input layer: an image of a fixed size. */
function entry({ name, config }: KerasNode): Result<Layer> {
  const shape = batchShapeOf(config)
  const [, ...axes] = Array.isArray(shape) ? (shape as unknown[]) : []
  const isFixed = axes.length === 3 && axes.every((axis) => Number.isInteger(axis) && (axis as number) > 0)
  return isFixed ? ok({ kind: 'input', params: { shape: axes } }) : noImage(name)
}

const advice: Text = {
  en: 'Nothing was imported. Layerloom reads the layers that image networks are made of.',
  zh: '未导入任何内容。Layerloom 支持图像网络常用的层。',
}

const withoutInput = { en: 'It takes nothing.', zh: '它没有输入。' }
const otherCount = { en: 'It takes another number of inputs than a layer here.', zh: '它的输入个数与本程序的层不符。' }

const noSuchLayer = ({ name, className, operation }: KerasNode) =>
  fail(
    'layer-not-supported',
    {
      en: `“${name}” is ${operation ? 'the operation' : 'of the class'} ${className}, which has no layer here.`,
      zh: `“${name}”的${operation ? '运算' : '类型'}为 ${className}，本程序没有与之对应的层。`,
    },
    {
      en: 'Nothing was imported. Save the network without it, or rebuild that part here.',
      zh: '未导入任何内容。请保存不含该层的网络，或在此重新搭建这一部分。',
    },
  )

const ownCode = ({ name }: KerasNode) =>
  fail(
    'layer-not-supported',
    {
      en: `“${name}” is a Lambda layer: it holds Python code, which is not run.`,
      zh: `“${name}”是 Lambda 层：其中含有 Python 代码，不会被执行。`,
    },
    { en: 'Replace it by a layer of Keras’s own.', zh: '请用 Keras 内置的层替换它。' },
  )

const noImage = (name: string) =>
  fail(
    'input-is-no-image',
    {
      en: `The input “${name}” is no image of a fixed size (height, width, channels).`,
      zh: `输入“${name}”不是固定尺寸的图像（高、宽、通道）。`,
    },
    { en: 'Save the network with its image size set.', zh: '请在保存网络时固定图像尺寸。' },
  )
