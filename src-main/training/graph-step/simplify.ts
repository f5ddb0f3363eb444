import { types } from './binding.ts'
import { bool, nodeOf, refOf, string, type, typeOf, valuesOf } from './graph.ts'
import type { GraphNode, Ref } from './graph.ts'
import { pruned } from './recorder.ts'
import type { Recording } from './recorder.ts'

/**
 * Says in TensorFlow's own operations what tfjs says in a roundabout way, and leaves out what nobody needs: the same
 * numbers, in fewer and quicker operations.
 */
export function simplify(recording: Recording): Recording {
  const nodes = new Map<string, GraphNode>()
  /** What stands for an output that was left out. */
  const instead = new Map<Ref, Ref>()
  const now = (ref: Ref) => instead.get(ref) ?? ref
  for (const recorded of recording.nodes) {
    const node = { ...recorded, inputs: recorded.inputs.map(now) }
    const same = passedThrough(node, nodes)
    if (same === undefined) nodes.set(node.name, rewritten(node, nodes))
    else instead.set(refOf(node.name), same)
  }
  const assignments = recording.assignments.map((one) => ({ ...one, value: now(one.value) }))
  const outputs = recording.outputs.map((one) => ({ ...one, ref: now(one.ref) }))
  return pruned({ ...recording, nodes: [...nodes.values()], outputs, assignments })
}

type Nodes = ReadonlyMap<string, GraphNode>

/** The input that a node gives as it is, where it does. */
function passedThrough(node: GraphNode, nodes: Nodes): Ref | undefined {
  const [first] = node.inputs
  const spec = first === undefined ? undefined : specOf(first, nodes)
  const [output] = node.outputs
  if (node.op === 'Reshape' && isSame(spec!.shape, output!.shape)) return first
  if (node.op === 'Cast' && spec!.dtype === output!.dtype) return first
  return undefined
}

function rewritten(node: GraphNode, nodes: Nodes): GraphNode {
  const shapes = () => node.inputs.map((ref) => specOf(ref, nodes)!.shape)
  switch (node.op) {
    case 'Reshape': {
      const source = nodes.get(nodeOf(node.inputs[0]!))
      return source?.op === 'Reshape' ? { ...node, inputs: [source.inputs[0]!, node.inputs[1]!] } : node
    }
    case 'BatchMatMulV2':
      return shapes().every(({ length }) => length === 2) ? asMatMul(node) : node
    case 'Add':
      return addition(node, shapes())
    case 'Sum':
      return isOverAllButLast(node, shapes()[0]!, nodes) ? ofBias(node, 'BiasAddGrad', 1) : node
    default:
      return node
  }
}

function asMatMul(node: GraphNode): GraphNode {
  const { T, adj_x: transposeA, adj_y: transposeB } = node.attributes
  const attributes = { T: T!, transpose_a: transposeA ?? bool(false), transpose_b: transposeB ?? bool(false) }
  return { ...node, op: 'MatMul', attributes }
}

/** `Add` takes texts too, which keeps TensorFlow from optimizing it. */
function addition(node: GraphNode, [a, b]: number[][]): GraphNode {
  if (typeOf(node) !== types.float) return node
  const isBias = a!.length >= 2 && b!.length === 1 && a!.at(-1) === b![0]
  return isBias ? ofBias(node, 'BiasAdd', 2) : { ...node, op: 'AddV2' }
}

const ofBias = (node: GraphNode, op: string, inputs: number): GraphNode => ({
  ...node,
  op,
  inputs: node.inputs.slice(0, inputs),
  attributes: { T: type(types.float), data_format: string('NHWC') },
})

function isOverAllButLast(node: GraphNode, shape: number[], nodes: Nodes): boolean {
  const { keep_dims: keeps } = node.attributes
  if (typeOf(node) !== types.float || keeps?.value === true || shape.length < 2) return false
  const axes = valuesOf(nodes.get(nodeOf(node.inputs[1]!)))
  if (axes?.length !== shape.length - 1) return false
  const sorted = [...axes].map((axis) => (axis < 0 ? axis + shape.length : axis)).sort((a, b) => a - b)
  return sorted.every((axis, index) => axis === index)
}

export function specOf(ref: Ref, nodes: Nodes) {
  return nodes.get(nodeOf(ref))?.outputs[Number(ref.split(':')[1])]
}

const isSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((length, axis) => length === b[axis])
