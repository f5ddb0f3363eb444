import { channelAxis, isImage, isOneRow, onnxAxes } from '../../layers/onnx.ts'
import type { WeightLayout } from '../../layers/onnx.ts'
import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Text } from '../../text.ts'
import type { Shape } from '../../graph/shape.ts'
import { createNodes, refusal as refusalOf } from '../imported-network.ts'

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
  const { nodes, edges, add: addNode, activate } = createNodes(advice)
  const weights: ImportedWeight[] = []

  /** Adds a layer; fails with what its kind finds wrong. */
  function add({ weights: taken = {}, ...node }: NewLayer): Result<Value> {
    const added = addNode(node)
    if (!added.ok) return added
    const { layer, shape } = added.value
    for (const weight of added.value.weights) {
      const { layout, ...from } = taken[weight.name]!
      weights.push({
        layer,
        name: weight.name,
        shape: weight.shape,
        from,
        view: layout?.view ?? weight.shape,
        permutation: layout?.permutation ?? weight.shape.map((_, axis) => axis),
      })
    }
    return ok({ layer, shape, layout: node.inputs[0]?.layout ?? 'first' })
  }

  return { nodes, edges, weights, add, activate }
}
export type Network = ReturnType<typeof createNetwork>

const advice: Text = {
  en: 'Nothing was imported. Layerloom reads the operators that image networks are made of.',
  zh: '未导入任何内容。Layerloom 支持图像网络常用的算子。',
}

export const refusal = (name: string, reason: Text) => refusalOf(name, reason, advice)

/** Whether an image's values lie the same way whether channels come first or last. */
export const isSettled = ({ shape, order }: Value): boolean => !order && (shape.length !== 3 || isOneRow(shape))

/** Whether a value is an image that the graph has channels first. */
export const isFirst = ({ shape, layout }: Value): boolean => isImage(shape) && layout === 'first'

/** A tensor's axes as the graph has them, without the batch's. */
export const axesOf = (value: Value): Shape => (isFirst(value) ? onnxAxes(value.shape) : value.shape)

/** Where the graph has a tensor's channels, counted with the batch. */
export const channelAxisOf = (value: Value): number => (isFirst(value) ? channelAxis(value.shape) : value.shape.length)
