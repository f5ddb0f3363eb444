import { NodeId, edgeId } from '../../document/schema.ts'
import type { Edge, GraphNode, LayerNode } from '../../document/schema.ts'
import { channelAxis, isImage, isOneRow, onnxAxes } from '../../layers/onnx.ts'
import type { WeightLayout } from '../../layers/onnx.ts'
import { kindOf } from '../../layers/registry.ts'
import { ok } from '../../result.ts'
import type { Failure, Result } from '../../result.ts'
import type { Text } from '../../text.ts'
import type { Shape } from '../../graph/shape.ts'

/** A tensor of the ONNX graph, as a layer of ours gives it. */
export interface Value {
  layer: string
  /** Of one example, channels last. */
  shape: Shape
  /** How the ONNX graph has an image: channels first, or last as converters from TensorFlow leave it here and there. */
  layout: 'first' | 'last'
  /** Of a flattened image whose values lie channels first: the image. */
  order?: Shape
  /** Whether no value is below 0, so that padding a maximum with zeros changes nothing. */
  positive?: boolean
}

/** A weight of an imported layer: a constant of the file and how its values come into Keras's axes. */
export interface ImportedWeight extends Omit<WeightLayout, 'dims'> {
  layer: string
  /** Keras's name of the variable. */
  name: string
  shape: Shape
  from: Source
}

/** A constant of the file by its name, or one number throughout. */
export type Source = { constant: string } | { fill: number }

/** What a layer's weight is taken from. */
export type Taken = Source & {
  /** The constant's axes and which of them each of Keras's comes from; nothing where it is Keras's own. */
  layout?: Omit<WeightLayout, 'dims'>
}

export interface NewLayer {
  /** What the file calls it. */
  name: string
  kind: string
  params?: Record<string, unknown>
  inputs: readonly Value[]
  weights?: Readonly<Record<string, Taken>>
}

/** The network that an import builds up. */
export function createNetwork() {
  const nodes: Record<string, GraphNode> = {}
  const edges: Record<string, Edge> = {}
  const weights: ImportedWeight[] = []
  /** How often a name was asked for. */
  const asked = new Map<string, number>()

  function freeId(name: string): string {
    const wanted = idFor(name)
    let id = wanted
    while (Object.hasOwn(nodes, id)) {
      const n = (asked.get(wanted) ?? 0) + 1
      asked.set(wanted, n)
      id = `${wanted}_${n}`
    }
    return id
  }

  /** Adds a layer; fails with what its kind finds wrong. */
  function add({ name, kind: kindId, params: raw = {}, inputs, weights: taken = {} }: NewLayer): Result<Value> {
    const kind = kindOf(kindId)!
    const id = freeId(name)
    const parsed = kind.params.safeParse(raw)
    if (!parsed.success) return refusal(id, badValue)
    const shapes = inputs.map(({ shape }) => shape)
    const inferred = kind.infer(parsed.data, shapes)
    if (!inferred.ok) return refusal(id, inferred.problem.message)
    nodes[id] = { type: 'layer', kind: kindId, params: withoutDefaults(raw, kind.params.parse({})) }
    inputs.forEach(({ layer }, targetInput) => {
      const edge = { source: layer, target: id, targetInput }
      edges[edgeId(edge)] = edge
    })
    for (const { name, shape } of kind.weights(parsed.data, shapes)) {
      const { layout, ...from } = taken[name]!
      weights.push({
        layer: id,
        name,
        shape,
        from,
        view: layout?.view ?? shape,
        permutation: layout?.permutation ?? shape.map((_, axis) => axis),
      })
    }
    const layout = inputs[0]?.layout ?? 'first'
    return ok({ layer: id, shape: inferred.shape, layout })
  }

  /** Gives a layer that has none an activation of its own. */
  function activate({ layer }: Value, activation: string) {
    const node = nodes[layer] as LayerNode
    nodes[layer] = { ...node, params: { ...node.params, activation } }
  }

  return { nodes, edges, weights, add, activate }
}
export type Network = ReturnType<typeof createNetwork>

export function refusal(name: string, reason: Text): { ok: false; failure: Failure } {
  return {
    ok: false,
    failure: {
      code: 'not-understood',
      message: { en: `“${name}”: ${reason.en}`, zh: `“${name}”：${reason.zh}` },
      advice: {
        en: 'Nothing was imported. Layerloom reads the operators that image networks are made of.',
        zh: '未导入任何内容。Layerloom 支持图像网络常用的算子。',
      },
    },
  }
}

const badValue: Text = { en: 'It has a value that no layer here can have.', zh: '其中有本程序的层不支持的取值。' }

/** A document says what differs from a layer's defaults. */
const withoutDefaults = (params: Record<string, unknown>, defaults: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])),
  ) as LayerNode['params']

/** A node's id as near to the file's name as ids allow. */
function idFor(name: string): string {
  const plain = name
    .replaceAll(/[^\p{L}\p{N}_.\-/ ]/gu, '_')
    .replaceAll(/\/{2,}/g, '/')
    .slice(-180)
    .replaceAll(/^\/|\/$/g, '')
  return NodeId.safeParse(plain).success ? plain : `layer ${plain}`.trim()
}

/** Whether an image's values lie the same way whether channels come first or last. */
export const isSettled = ({ shape, order }: Value): boolean => !order && (shape.length !== 3 || isOneRow(shape))

/** Whether a value is an image that the graph has channels first. */
export const isFirst = ({ shape, layout }: Value): boolean => isImage(shape) && layout === 'first'

/** A tensor's axes as the graph has them, without the batch's. */
export const axesOf = (value: Value): Shape => (isFirst(value) ? onnxAxes(value.shape) : value.shape)

/** Where the graph has a tensor's channels, counted with the batch. */
export const channelAxisOf = (value: Value): number => (isFirst(value) ? channelAxis(value.shape) : value.shape.length)

/** Puts the layers into blocks by the paths in their ids, without those that hold the whole network. */
export function intoBlocks(nodes: Record<string, GraphNode>): Record<string, GraphNode> {
  const ids = Object.keys(nodes)
  const inner = ids.filter((id) => nodes[id]!.type === 'layer' && (nodes[id] as LayerNode).kind !== 'input')
  const isBlock = (path: string) => !Object.hasOwn(nodes, path) && !inner.every((id) => id.startsWith(`${path}/`))
  const paths = new Set(ids.flatMap(pathsAbove).filter(isBlock))
  const parentOf = (id: string) => pathsAbove(id).findLast((path) => paths.has(path))
  const placed = [...paths, ...ids].map((id): [string, GraphNode] => {
    const parent = parentOf(id)
    const node: GraphNode = nodes[id] ?? { type: 'block' }
    return [id, parent === undefined ? node : { ...node, parent }]
  })
  return Object.fromEntries(placed)
}

/** `a`, `a/b` for `a/b/c`. */
function pathsAbove(id: string): string[] {
  const parts = id.split('/')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))
}
