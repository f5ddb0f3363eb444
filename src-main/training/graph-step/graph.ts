import { types } from './binding.ts'
import type { TensorSpec, Values } from './binding.ts'

/** One output of a node, `name:0`, or with `^name` a node that merely has to have run before. */
export type Ref = string

export type Attribute =
  | { kind: 'string'; value: string }
  | { kind: 'int'; value: number | number[] }
  | { kind: 'float'; value: number }
  | { kind: 'bool'; value: boolean }
  | { kind: 'type'; value: number | number[] }
  | { kind: 'shape'; value: number[] }
  | { kind: 'tensor'; value: TensorSpec & { values: Values } }

/** A node of TensorFlow's graph. All shapes are known: that of a recorded step is. */
export interface GraphNode {
  name: string
  op: string
  inputs: Ref[]
  attributes: Record<string, Attribute>
  outputs: TensorSpec[]
}

/** What a file says of a node. */
export type WrittenNode = Omit<GraphNode, 'outputs'>

export const nodeOf = (ref: Ref): string => ref.replace(/^\^/, '').replace(/:\d+$/, '')
export const refOf = (name: string, output = 0): Ref => `${name}:${output}`

export const type = (dtype: number): Attribute => ({ kind: 'type', value: dtype })
export const string = (value: string): Attribute => ({ kind: 'string', value })
export const bool = (value: boolean): Attribute => ({ kind: 'bool', value })

export const constant = (name: string, { shape, dtype }: TensorSpec, values: Values): GraphNode => ({
  name,
  op: 'Const',
  inputs: [],
  attributes: { dtype: type(dtype), value: { kind: 'tensor', value: { shape, dtype, values } } },
  outputs: [{ shape, dtype }],
})

export const scalar = (name: string, value: number): GraphNode =>
  constant(name, { shape: [], dtype: types.float }, Float32Array.of(value))

export const placeholder = (name: string, spec: TensorSpec): GraphNode => ({
  name,
  op: 'Placeholder',
  inputs: [],
  attributes: { dtype: type(spec.dtype), shape: { kind: 'shape', value: spec.shape } },
  outputs: [spec],
})

/** The values of a constant. */
export function valuesOf(node: GraphNode | undefined): Values | undefined {
  const value = node?.op === 'Const' ? node.attributes.value : undefined
  return value?.kind === 'tensor' ? value.value.values : undefined
}

/** A node's one type, for operations that have one. */
export function typeOf({ attributes }: GraphNode): number | undefined {
  const given = attributes.T
  return given?.kind === 'type' && typeof given.value === 'number' ? given.value : undefined
}

/** The nodes that something is made of, and no others. */
export function reachable(nodes: readonly GraphNode[], from: readonly Ref[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const needed = new Set<string>()
  const waiting = from.map(nodeOf)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue
    needed.add(name)
    waiting.push(...(byName.get(name)?.inputs ?? []).map(nodeOf))
  }
  return nodes.filter(({ name }) => needed.has(name))
}
