import type { LoomDocument } from '../../src-core/document/schema.ts'
import { obstacleToExport } from '../../src-core/formats/obstacle.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames, tfjsName } from '../../src-core/graph/keras-name.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import type { Weight } from '../../src-core/layers/define.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { types } from '../training/graph-step/binding.ts'
import { bool, constant, type } from '../training/graph-step/graph.ts'
import type { Attribute, Ref, WrittenNode } from '../training/graph-step/graph.ts'
import type { LayerWeight } from '../training/weights.ts'
import { isHalved } from './half.ts'
import { matchWeights } from './match-weights.ts'
import { inTensorFlow } from './savedmodel-layers.ts'

/** A tensor between two nodes; its shape is that of one example. */
interface GraphTensor {
  ref: Ref
  shape: Shape
}

/** A constant whose values are a weight of the network, laid out as Keras has it, which is how TensorFlow wants it. */
export interface WeightNode {
  name: string
  weight: { layer: string; name: string }
  shape: Shape
  /** Held as 16-bit floats, which another node turns into the 32-bit ones that are computed with. */
  isHalf: boolean
}

/** What enters or leaves: the name by which a program asks for it, and the tensor in the graph. */
interface Port extends GraphTensor {
  name: string
}

interface TensorFlowGraph {
  nodes: (WrittenNode | WeightNode)[]
  inputs: Port[]
  outputs: Port[]
  /** The layers that have weights, with what those must be. */
  layers: { id: string; weights: Weight[] }[]
}

/** A graph, and the values of its weights as they lie in memory: 32-bit floats, the lowest byte first. */
export interface WeighedGraph extends TensorFlowGraph {
  bytesOf(node: WeightNode): Uint8Array
}

/**
 * The graph of a network with the weights that it is given, or why they are not one another's.
 *
 * @param options.float16 whether kernels are held as 16-bit floats
 */
export function weighedGraph(
  document: LoomDocument,
  weights: readonly LayerWeight[],
  options: { float16?: boolean } = {},
): Result<WeighedGraph> {
  const graph = tensorFlowGraph(document, analyze(document), options)
  if (!graph.ok) return graph
  const matched = matchWeights(graph.value.layers, weights)
  if (!matched.ok) return matched
  return ok({
    ...graph.value,
    bytesOf({ weight }) {
      const { data } = matched.value.get(weight.layer)!.find(({ name }) => name === weight.name)!
      return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    },
  })
}

/** What a kind of layer writes its nodes with. */
export interface LayerNodes {
  inputs: readonly GraphTensor[]
  /** Of the layer's output for one example. */
  shape: Shape
  /** Adds an operation on floats and gives its first output. */
  node(op: string, takes: readonly Ref[], attributes?: Record<string, Attribute>): Ref
  /** One of the layer's weights by Keras's name. */
  weight(name: string): Ref
  floats(role: string, values: readonly number[], shape?: Shape): Ref
  integers(role: string, values: readonly number[], shape?: Shape): Ref
}

/**
 * Writes a network as a graph of TensorFlow's own operations for using it: images are channels last, the batch is of any
 * size, what only training needs is left out. Nodes are called `<layer>/<operation>`, weights `<layer>/kernel`.
 */
function tensorFlowGraph(
  document: Pick<LoomDocument, 'nodes'>,
  analysis: Analysis,
  { float16 = false }: { float16?: boolean },
): Result<TensorFlowGraph> {
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const graph: TensorFlowGraph = { nodes: [], inputs: [], outputs: [], layers: [] }
  const names = new Map([...kerasNames(analysis.order)].map(([id, name]) => [id, tfjsName(name)]))
  const tensors = new Map<string, GraphTensor>()
  for (const id of analysis.order) {
    const { kind: kindId, inputs, inputShapes, shape } = analysis.layers.get(id)!
    const node = document.nodes[id]!
    const kind = kindOf(kindId)
    if (!kind || node.type !== 'layer') throw new Error(`The registry has no kind for ${id}.`)
    const name = names.get(id)!
    const params = kind.params.parse(node.params)
    const weights = kind.weights(params, inputShapes)
    if (weights.length > 0) graph.layers.push({ id, weights })
    if (kindId === 'input') {
      tensors.set(id, enter(graph, name, shape!))
      continue
    }
    const taken = inputs.map((source) => tensors.get(source)!)
    const layer = layerNodes(graph, { id, name, shape: shape!, inputs: taken, weights, float16 })
    // The kind's own schema has parsed what its own form takes.
    tensors.set(id, { ref: inTensorFlow[kindId]!(layer, params as never), shape: shape! })
  }
  for (const id of analysis.outputs) leave(graph, names.get(id)!, tensors.get(id)!)
  return ok(graph)
}

function enter(graph: TensorFlowGraph, name: string, shape: Shape): GraphTensor {
  const attributes: WrittenNode['attributes'] = {
    dtype: type(types.float),
    shape: { kind: 'shape', value: [-1, ...shape] },
  }
  graph.nodes.push({ name, op: 'Placeholder', inputs: [], attributes })
  graph.inputs.push({ name, ref: name, shape })
  return { ref: name, shape }
}

/** An output is called like its layer, but where that is an input too. */
function leave(graph: TensorFlowGraph, name: string, { ref, shape }: GraphTensor) {
  const own = graph.inputs.some((input) => input.name === name) ? `${name}/output` : name
  graph.nodes.push({ name: own, op: 'Identity', inputs: [ref], attributes: { T: type(types.float) } })
  graph.outputs.push({ name, ref: own, shape })
}

const toFloat = { SrcT: type(types.half), DstT: type(types.float), Truncate: bool(false) }

interface Entering {
  id: string
  name: string
  shape: Shape
  inputs: readonly GraphTensor[]
  weights: readonly Weight[]
  float16: boolean
}

function layerNodes(graph: TensorFlowGraph, { id, name, shape, inputs, weights, float16 }: Entering): LayerNodes {
  const taken = new Set<string>()
  const named = (role: string) => {
    let own = `${name}/${role}`
    for (let n = 1; taken.has(own); n++) own = `${name}/${role}_${n}`
    taken.add(own)
    return own
  }
  const hold = (role: string, dtype: number, dims: Shape, values: Float32Array | Int32Array): Ref => {
    const node = constant(named(role), { shape: [...dims], dtype }, values)
    graph.nodes.push(node)
    return node.name
  }
  return {
    inputs,
    shape,
    node(op, takes, attributes = {}) {
      const own = named(op)
      graph.nodes.push({ name: own, op, inputs: [...takes], attributes: { T: type(types.float), ...attributes } })
      return own
    },
    weight(role) {
      const own = named(role)
      const { shape } = weights.find((weight) => weight.name === role)!
      const isHalf = float16 && isHalved({ shape })
      graph.nodes.push({ name: own, weight: { layer: id, name: role }, shape, isHalf })
      if (!isHalf) return own
      const cast = { name: named(`${role}/Cast`), op: 'Cast', inputs: [own], attributes: toFloat }
      graph.nodes.push(cast)
      return cast.name
    },
    floats: (role, values, dims = []) => hold(role, types.float, dims, Float32Array.from(values)),
    integers: (role, values, dims = [values.length]) => hold(role, types.int32, dims, Int32Array.from(values)),
  }
}
