import type { KerasGraph, KerasNode } from './graph.ts'

type Found = { inputs: readonly string[]; kind: string; params: Record<string, unknown>; parts: readonly KerasNode[] }

/** How a sequence is traced back from its last node. */
interface Trace {
  /** What a node takes at a place, if it is of this class and nobody else takes it. */
  before(node: KerasNode | undefined, className: string, at?: number): KerasNode | undefined
}
type Recognizer = (last: KerasNode, trace: Trace) => Found | undefined

/** Puts together again what our export writes as several layers of Keras's. */
export function joinSequences(graph: KerasGraph): KerasGraph {
  const takers = new Map<string, Set<string>>()
  for (const { name, inputs } of graph.nodes.values()) {
    for (const input of inputs) takers.set(input, (takers.get(input) ?? new Set()).add(name))
  }
  const outputs = new Set(graph.outputs)
  const trace: Trace = {
    before(node, className, at = 0) {
      const source = graph.nodes.get(node?.inputs[at] ?? '')
      const isOwn = source?.className === className && takers.get(source.name)!.size === 1 && !outputs.has(source.name)
      return isOwn ? source : undefined
    },
  }
  const nodes = new Map(graph.nodes)
  for (const node of graph.nodes.values()) {
    const found = recognizers.map((recognize) => recognize(node, trace)).find((one) => one !== undefined)
    if (!found) continue
    const { inputs, kind, params, parts } = found
    for (const { name } of parts) nodes.delete(name)
    nodes.set(node.name, { ...node, inputs, said: { kind, params } })
  }
  return { nodes, outputs: graph.outputs }
}

/** Channels as groups × (channels / groups), turned, and in a row again. */
const shuffle: Recognizer = (last, { before }) => {
  if (last.className !== 'Reshape') return undefined
  const turned = before(last, 'Permute')
  const grouped = before(turned, 'Reshape')
  const image = numbers(last.config.target_shape)
  const split = numbers(grouped?.config.target_shape)
  if (!turned || !grouped || !image || split?.length !== image.length + 1) return undefined
  const [groups, each] = split.slice(-2) as [number, number]
  const rank = image.length
  const dims = [...Array.from({ length: rank - 1 }, (_, at) => at + 1), rank + 1, rank]
  const fits = groups * each === image.at(-1) && split.slice(0, -2).join() === image.slice(0, -1).join()
  if (!fits || numbers(turned.config.dims)?.join() !== dims.join()) return undefined
  return { inputs: grouped.inputs, kind: 'channel-shuffle', params: { groups }, parts: [turned, grouped] }
}

/** Channels laid along a width, cut there, and an image again. */
const slice: Recognizer = (last, { before }) => {
  if (last.className !== 'Reshape') return undefined
  const cut = before(last, 'Cropping2D')
  const rows = before(cut, 'Reshape')
  const image = numbers(last.config.target_shape)
  const laid = numbers(rows?.config.target_shape)
  const cropped = cut?.config.cropping as [number[], number[]] | undefined
  if (!cut || !rows || !image || laid?.length !== 3 || laid[2] !== 1) return undefined
  const start = numbers(cropped?.[1])?.[0]
  const room = image.slice(0, -1).reduce((all, axis) => all * axis, 1)
  if (start === undefined || laid[0] !== room || numbers(cropped?.[0])?.some((side) => side !== 0)) return undefined
  const size = image.at(-1)!
  // To the last channel is no size.
  const params = start + size === laid[1] ? { start, size: null } : { start, size }
  return { inputs: rows.inputs, kind: 'slice', params, parts: [cut, rows] }
}

/** One tensor made smaller and added to another; by the name too, because a rescaling may be meant by itself. */
const scaledAdd: Recognizer = (last, { before }) => {
  if (last.className !== 'Add' || last.operation || last.inputs.length !== 2) return undefined
  const scaled = before(last, 'Rescaling', 1)
  if (!scaled?.name.startsWith(`${last.name}_scaled`) || (scaled.config.offset ?? 0) !== 0) return undefined
  const inputs = [last.inputs[0]!, scaled.inputs[0]!]
  return { inputs, kind: 'scaled-add', params: { scale: scaled.config.scale }, parts: [scaled] }
}

/** A tensor times a power of the sum of its neighbouring channels' squares. */
const localResponse: Recognizer = (last, { before }) => {
  if (last.className !== 'Multiply') return undefined
  const factor = before(last, 'Power', 1)
  const strength = before(factor, 'Rescaling')
  const image = before(strength, 'Reshape')
  const means = before(image, 'AveragePooling2D')
  const padded = before(means, 'ZeroPadding2D')
  const rows = before(padded, 'Reshape')
  const squares = before(rows, 'Multiply')
  const [input] = last.inputs
  const power = factor?.operation?.[1]
  if (!factor || !strength || !image || !means || !padded || !rows || !squares || typeof power !== 'number')
    return undefined
  if (squares.inputs.length !== 2 || squares.inputs.some((source) => source !== input)) return undefined
  const [[, window] = [], [depthRadius] = []] = [
    numbers(means.config.pool_size),
    numbers((padded.config.padding as [number[], number[]])[1]),
  ]
  const { scale, offset: bias } = strength.config
  if (depthRadius === undefined || window !== 2 * depthRadius + 1 || typeof scale !== 'number') return undefined
  return {
    inputs: [input!],
    kind: 'local-response-normalization',
    // Without the last digits, which the product was rounded in.
    params: { depthRadius, bias, alpha: Number((scale / window).toPrecision(14)), beta: -power },
    parts: [factor, strength, image, means, padded, rows, squares],
  }
}

const recognizers: readonly Recognizer[] = [shuffle, slice, scaledAdd, localResponse]

const numbers = (value: unknown): number[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : undefined
