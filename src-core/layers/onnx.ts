import type { Shape } from '../graph/shape.ts'

/** Something that a node of an ONNX graph can take: a tensor, a weight or a constant. */
export interface OnnxValue {
  /** Unique in the graph. */
  name: string
  /** Of a flat tensor whose values still lie channels first: the image `[height, width, channels]` that it was. */
  order?: Shape
}

/** A tensor that a layer takes or gives. */
export interface OnnxTensor extends OnnxValue {
  /**
   * Of one example, channels last as everywhere in the core. ONNX wants images channels first, so that the graph holds a
   * tensor of three axes as `[N, channels, height, width]`, all others as they are.
   */
  shape: Shape
}

export type OnnxAttribute = number | string | readonly number[] | { float: number }

/** How a weight's values are laid out anew when they are written, so that no node has to at every run. */
export interface WeightLayout {
  /** The weight's own axes, or another way to count them. */
  view: Shape
  /** Which of the view's axes each axis comes from. */
  permutation: readonly number[]
  /** The tensor's axes in the file: as many values. */
  dims: Shape
}

/** Stands for an input that a node can do without. */
export const nothing: OnnxValue = { name: '' }

/** What a kind writes its nodes with: one layer of the graph in the making. */
export interface OnnxLayer {
  inputs: readonly OnnxTensor[]
  /** Of the layer's output for one example, channels last. */
  shape: Shape
  /** Makes the layer's output an input of the whole graph. */
  enter(): OnnxValue
  /**
   * Adds a node with one output.
   *
   * @param attributes whole numbers and lists of them, texts; a fraction or a float that happens to be whole as `{ float }`
   */
  node(operator: string, takes: readonly OnnxValue[], attributes?: Record<string, OnnxAttribute>): OnnxValue
  /** One of the layer's weights by Keras's name; without a layout as it is. */
  weight(name: string, layout?: WeightLayout): OnnxValue
  /** Numbers that are no weights; without dims one number. */
  floats(role: string, values: readonly number[], dims?: Shape): OnnxValue
  integers(role: string, values: readonly number[]): OnnxValue
  /** The tensor with its values in the order that the core counts them in, by one more node where they are in another. */
  plain(tensor: OnnxTensor): OnnxTensor
}

/** Writes a layer as nodes of ONNX; gives its output, or an input that goes through unchanged. */
export type OnnxForm<P> = (params: P, layer: OnnxLayer) => OnnxValue

/** Height before width, batch and channels before both. */
export const isImage = (shape: Shape): boolean => shape.length === 3

/** Where ONNX has the core's last axis. */
export const channelAxis = (shape: Shape): number => (isImage(shape) ? 1 : shape.length)

/** A tensor's axes in the graph without the batch's. */
export const onnxAxes = (shape: Shape): Shape => (isImage(shape) ? [shape[2]!, shape[0]!, shape[1]!] : shape)

/** Whether channels first and channels last are the same row of values. */
export const isOneRow = ([height, width, channels]: Shape): boolean => channels === 1 || height! * width! === 1

/** The tensors of a merge with their values in one order, and that order. */
export function alike(layer: OnnxLayer): { tensors: readonly OnnxTensor[]; order?: Shape } {
  const { inputs } = layer
  const [order, ...others] = new Set(inputs.map((tensor) => tensor.order?.join()))
  if (order !== undefined && others.length === 0) return { tensors: inputs, order: inputs[0]!.order }
  return { tensors: inputs.map((tensor) => layer.plain(tensor)) }
}

/** A value whose order is that of what it was made of, value by value. */
export const inOrder = (value: OnnxValue, order: Shape | undefined): OnnxValue => (order ? { ...value, order } : value)

/** As many zeros, ones and so on as there are channels. */
export const filled = (length: number, value: number): number[] => new Array<number>(length).fill(value)
