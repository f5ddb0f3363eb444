import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import type { Result } from '../../src-core/result.ts'
import { version } from '../shell/version.ts'
import { types } from '../training/graph-step/binding.ts'
import { type } from '../training/graph-step/graph.ts'
import type { Attribute, WrittenNode } from '../training/graph-step/graph.ts'
import { producer } from '../training/graph-step/saved-model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { isHalved } from './half.ts'
import { weighedGraph } from './savedmodel-graph.ts'
import type { WeighedGraph, WeightNode } from './savedmodel-graph.ts'
import { tfjsFiles } from './tfjs-files.ts'
import type { TfjsWeight } from './tfjs-files.ts'
import { holdsOnlyTfjsModel, writeExportedFolder } from './write.ts'
import type { Target, Written } from './write.ts'

/** Writes a folder with a tfjs graph model, as `tensorflowjs_converter` does: the graph in JSON, constants in shards. */
export async function writeTfjsGraph(
  document: LoomDocument,
  weights: readonly LayerWeight[],
  { path, meter, float16 }: Target,
): Promise<Result<Written>> {
  const graph = weighedGraph(document, weights)
  if (!graph.ok) return graph
  const model = {
    format: 'graph-model',
    generatedBy: `Layerloom ${version}`,
    convertedBy: null,
    signature: { inputs: portsOf(graph.value.inputs), outputs: portsOf(graph.value.outputs) },
    modelTopology: { node: graph.value.nodes.map(nodeOf), library: {}, versions: { producer } },
  }
  const constants = graph.value.nodes.flatMap((node) => constantOf(node, graph.value) ?? [])
  const learned = new Set(graph.value.nodes.flatMap((node) => ('weight' in node ? node.name : [])))
  const isHalf = (constant: TfjsWeight) => float16 && learned.has(constant.name) && isHalved(constant)
  return writeExportedFolder(path, tfjsFiles(model, constants, isHalf), holdsOnlyTfjsModel('graph-model'), meter)
}

function constantOf(node: WrittenNode | WeightNode, { bytesOf }: WeighedGraph): TfjsWeight | undefined {
  const { name } = node
  if ('weight' in node) return { name, shape: node.shape, dtype: 'float32', bytes: bytesOf(node) }
  const value = node.attributes.value
  if (value?.kind !== 'tensor') return undefined
  const { shape, dtype, values } = value.value
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { name, shape, dtype: dtype === types.float ? 'float32' : 'int32', bytes }
}

const portsOf = (ports: WeighedGraph['inputs']) =>
  Object.fromEntries(
    ports.map(({ name, ref, shape }) => [
      name,
      { name: `${ref}:0`, dtype: nameOf(types.float), tensorShape: shapeOf([-1, ...shape]) },
    ]),
  )

/** A node as protobuf's JSON has it; a constant's values lie in the shards. */
function nodeOf(node: WrittenNode | WeightNode) {
  if ('weight' in node) return weightNode(node)
  const { name, op, inputs, attributes } = node
  const attr = Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [key, attributeOf(attribute)]))
  return { name, op, ...(inputs.length > 0 && { input: inputs }), attr }
}

const weightNode = ({ name, shape }: WeightNode) => ({
  name,
  op: 'Const',
  attr: { dtype: attributeOf(type(types.float)), value: tensorOf(types.float, shape) },
})

function attributeOf({ kind, value }: Attribute) {
  switch (kind) {
    case 'string':
      return { s: Buffer.from(value).toString('base64') }
    case 'int':
      return Array.isArray(value) ? { list: { i: value.map(String) } } : { i: String(value) }
    case 'float':
      return { f: value }
    case 'bool':
      return { b: value }
    case 'type':
      return Array.isArray(value) ? { list: { type: value.map(nameOf) } } : { type: nameOf(value) }
    case 'shape':
      return { shape: shapeOf(value) }
    case 'tensor':
      return tensorOf(value.dtype, value.shape)
  }
}

const tensorOf = (dtype: number, shape: Shape) => ({ tensor: { dtype: nameOf(dtype), tensorShape: shapeOf(shape) } })

const shapeOf = (shape: Shape) => ({ dim: shape.map((axis) => ({ size: String(axis) })) })

const nameOf = (dtype: number) => (dtype === types.float ? 'DT_FLOAT' : 'DT_INT32')
