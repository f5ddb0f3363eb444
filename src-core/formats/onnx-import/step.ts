import { fail } from '../../result.ts'
import type { Failure, Result } from '../../result.ts'
import type { Text } from '../../text.ts'
import type { OnnxConstant, OnnxFile, OnnxFileNode } from './file.ts'
import { refusal } from './network.ts'
import type { Network, Value } from './network.ts'

/** Where an import stands in the file's graph. */
export interface Reading {
  file: OnnxFile
  network: Network
  values: Map<string, Value>
  /** The nodes that take a value, in order. */
  takers: ReadonlyMap<string, readonly OnnxFileNode[]>
  /** Nodes that are part of a layer already. */
  done: Set<OnnxFileNode>
}

/** One node on its way to become a layer, and those after it that belong to the same. */
export function stepAt(reading: Reading, node: OnnxFileNode) {
  const { file, values, takers, done, network } = reading
  let end = node
  const step = {
    node,
    network,
    opset: file.opset,
    /** The last node that belongs to the layer. */
    get end() {
      return end
    },
    name: layerName(node),
    value: (at: number): Value | undefined => values.get(node.inputs[at] ?? ''),
    constant: (at: number): OnnxConstant | undefined => file.constants.get(node.inputs[at] ?? ''),
    has: (at: number) => (node.inputs[at] ?? '') !== '',
    number: (name: string, start: number) => numberOf(node, name, start),
    text(name: string, start: string) {
      const value = node.attributes[name]
      return typeof value === 'string' ? value : start
    },
    list: (name: string) => listOf(node, name),
    /** Axes and the like, which were attributes once and are inputs since. */
    listOrInput: (name: string, at: number): readonly number[] | undefined =>
      listOf(node, name) ?? step.constant(at)?.numbers(),
    takersOf: (one: OnnxFileNode): readonly OnnxFileNode[] =>
      file.outputs.includes(one.outputs[0]!) ? [] : (takers.get(one.outputs[0]!) ?? []),
    /** The only node that takes the output of the last, if it is one of these operators. */
    next(...operators: string[]): OnnxFileNode | undefined {
      const [next, ...others] = step.takersOf(end)
      return next && others.length === 0 && operators.includes(next.operator) && next.domain === '' ? next : undefined
    },
    /** Makes a node a part of the layer, which then gives what that node gives. */
    swallow(other: OnnxFileNode) {
      done.add(other)
      end = other
    },
    constantOf: (other: OnnxFileNode, at: number): OnnxConstant | undefined =>
      file.constants.get(other.inputs[at] ?? ''),
    /** The constant that the next node adds, which then belongs to the layer, where it fits. */
    addend(fits: (constant: OnnxConstant) => boolean): OnnxConstant | undefined {
      const sum = step.next('Add')
      const constant = sum && (step.constantOf(sum, 0) ?? step.constantOf(sum, 1))
      if (!sum || !constant || !fits(constant)) return undefined
      step.swallow(sum)
      return constant
    },
    valueOf: (other: OnnxFileNode, at: number): Value | undefined => values.get(other.inputs[at] ?? ''),
    /** Whether a file's names put a node into the same layer. */
    isSameLayer: (other: OnnxFileNode) => pathOf(node) !== '' && pathOf(other) === pathOf(node),
    refuse: (reason: Text) => refusal(node.name || node.outputs[0]!, reason),
  }
  return step
}
export type Step = ReturnType<typeof stepAt>
export type Handled = Result<Value>

export function numberOf(node: OnnxFileNode, name: string, start: number): number {
  const value = node.attributes[name]
  return typeof value === 'number' ? value : start
}

export function listOf(node: OnnxFileNode, name: string): readonly number[] | undefined {
  const value = node.attributes[name]
  return typeof value === 'object' ? value : undefined
}

/** `conv1` for `conv1:Conv` and `conv1/Conv2D`: converters name the operations of a layer below the layer. */
const pathOf = ({ name }: OnnxFileNode): string => /^(.+)[:/][^:/]*$/.exec(name)?.[1] ?? ''

const layerName = (node: OnnxFileNode): string => pathOf(node) || node.name || node.outputs[0]!

export const noSuchOperator = (node: OnnxFileNode): { ok: false; failure: Failure } => {
  const called = node.domain === '' ? node.operator : `${node.domain}.${node.operator}`
  return fail(
    'operator-not-supported',
    {
      en: `“${node.name || node.outputs[0]}” is of the operator ${called}, which has no layer here.`,
      zh: `“${node.name || node.outputs[0]}”使用了算子 ${called}，本程序没有与之对应的层。`,
    },
    {
      en: 'Nothing was imported. Export the network without it, or rebuild that part here.',
      zh: '未导入任何内容。请导出不含该算子的网络，或在此重新搭建这一部分。',
    },
  )
}
