import type { Shape } from '../graph/shape.ts'
import { sizeOf } from '../graph/shape.ts'
import { onnxAxes } from '../layers/onnx.ts'
import type { OnnxAttribute, OnnxLayer, OnnxTensor, OnnxValue, WeightLayout } from '../layers/onnx.ts'
import type { Weight } from '../layers/define.ts'

/** One operation. */
export interface OnnxNode {
  name: string
  operator: string
  /** Names of values; an empty one stands for an optional input that is left out. */
  inputs: string[]
  output: string
  attributes: Readonly<Record<string, OnnxAttribute>>
}

/** A value that the file holds. */
export interface OnnxInitializer {
  name: string
  dims: Shape
  content: OnnxContent
}

export type OnnxContent =
  | {
      type: 'weight'
      layer: string
      weight: string
      layout: Pick<WeightLayout, 'view' | 'permutation'>
      /** Held as 16-bit floats, which a node turns into the 32-bit ones that are computed with. */
      isHalf: boolean
    }
  | { type: 'floats'; values: readonly number[] }
  | { type: 'integers'; values: readonly number[] }

/** A tensor that enters, leaves or passes between two layers; all of float32, with the batch as axis `N` in front. */
export interface OnnxValueInfo {
  name: string
  axes: Shape
}

export interface OnnxGraph {
  nodes: OnnxNode[]
  initializers: OnnxInitializer[]
  inputs: OnnxValueInfo[]
  outputs: OnnxValueInfo[]
  /** The tensors between layers. */
  between: OnnxValueInfo[]
}

/** What ONNX's `TensorProto.DataType` calls 32-bit floats. */
const float = 1

/** One layer as the graph wants it. */
interface Entering {
  id: string
  /** Of the layer's output for one example, channels last. */
  shape: Shape
  inputs: readonly OnnxTensor[]
  weights: readonly Weight[]
  /** Nobody takes it: it leaves the graph. */
  isOutput: boolean
}

/**
 * A graph in the making. A layer's output is called like the layer, what it needs on the way `layer:Operator`, its weights
 * `layer:kernel`: a colon is in no layer's id.
 *
 * @param isHalf which weights are held as 16-bit floats
 */
export function onnxGraph({ isHalf }: { isHalf(weight: Weight): boolean }) {
  const graph: OnnxGraph = { nodes: [], initializers: [], inputs: [], outputs: [], between: [] }

  /** Adds a layer by what its kind writes; gives its output. */
  function add(entering: Entering, write: (layer: OnnxLayer) => OnnxValue): OnnxTensor {
    const { id, shape, isOutput } = entering
    const nodes: OnnxNode[] = []
    const layer = layerWriter(graph, nodes, entering, isHalf)
    let { name, order } = write(layer)
    if (isOutput && order) ({ name, order } = layer.plain({ name, shape, order }))
    // What passes through keeps the name of the layer that made it, but what leaves is called as its own.
    if (isOutput && !nodes.some(({ output }) => output === name)) ({ name } = layer.node('Identity', [{ name }]))
    const isOwn = nodes.some(({ output }) => output === name)
    const own = isOwn && isOutput && graph.inputs.some((input) => input.name === id) ? `${id}:output` : id
    if (isOwn) rename(nodes, name, own)
    graph.nodes.push(...nodes)
    const output = { name: isOwn ? own : name, shape, order }
    if (isOutput) graph.outputs.push({ name: output.name, axes: onnxAxes(shape) })
    else if (isOwn) graph.between.push({ name: output.name, axes: onnxAxes(shape) })
    return output
  }

  return { graph, add }
}

function rename(nodes: readonly OnnxNode[], from: string, to: string) {
  for (const node of nodes) {
    if (node.output === from) node.output = to
    node.inputs = node.inputs.map((input) => (input === from ? to : input))
  }
}

function layerWriter(
  graph: OnnxGraph,
  nodes: OnnxNode[],
  { id, shape, inputs, weights }: Entering,
  isHalf: (weight: Weight) => boolean,
): OnnxLayer {
  const taken = new Set<string>()
  const named = (role: string) => {
    let name = `${id}:${role}`
    for (let n = 1; taken.has(name); n++) name = `${id}:${role}_${n}`
    taken.add(name)
    return name
  }
  const hold = (role: string, dims: Shape, content: OnnxContent): OnnxValue => {
    const name = named(role)
    graph.initializers.push({ name, dims, content })
    return { name }
  }
  const layer: OnnxLayer = {
    inputs,
    shape,
    enter() {
      graph.inputs.push({ name: id, axes: onnxAxes(shape) })
      return { name: id }
    },
    node(operator, takes, attributes = {}) {
      const name = named(operator)
      nodes.push({ name, operator, inputs: takes.map((value) => value.name), output: name, attributes })
      return { name }
    },
    weight(name, layout) {
      const weight = weights.find((weight) => weight.name === name)!
      const { shape } = weight
      const { view, permutation, dims } = layout ?? { view: shape, permutation: shape.map((_, i) => i), dims: shape }
      const half = isHalf(weight)
      const content = { type: 'weight', layer: id, weight: name, layout: { view, permutation }, isHalf: half } as const
      const held = hold(name, dims, content)
      return half ? layer.node('Cast', [held], { to: float }) : held
    },
    floats: (role, values, dims = []) => hold(role, dims, { type: 'floats', values }),
    integers: (role, values) => hold(role, [values.length], { type: 'integers', values }),
    plain({ name, shape, order }) {
      if (!order) return { name, shape }
      const gathered = layer.node('Gather', [{ name }, layer.integers('channels_last', placesOf(order))], { axis: 1 })
      return { ...gathered, shape }
    },
  }
  return layer
}

/** Where each value of an image, counted channels last, lies in the row of its values channels first. */
function placesOf(order: Shape): number[] {
  const [height, width, channels] = order
  const room = height! * width!
  return Array.from({ length: sizeOf(order) }, (_, at) => (at % channels!) * room + Math.floor(at / channels!))
}
