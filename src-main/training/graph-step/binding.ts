import type * as tfjs from '@tensorflow/tfjs'

/** Numbers by which TensorFlow names its types of values. */
export const types = { float: 1, int32: 3, int64: 9, bool: 10, half: 19 } as const

export type Values = Float32Array | Int32Array | Uint8Array

/** What a tensor is, its values aside. */
export interface TensorSpec {
  shape: number[]
  /** One of {@link types}, or another of TensorFlow's numbers. */
  dtype: number
}

/** An output of an operation, by its number in the addon. */
export interface Handle extends TensorSpec {
  id: number
}

export interface OperationAttribute {
  name: string
  /** One of the binding's `TF_ATTR_…`. */
  type: number
  value: unknown
}

/** What is used of tfjs-node's addon. Its properties cannot be assigned: who wants to listen wraps it. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: Values): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Values
  executeOp(op: string, attributes: OperationAttribute[], inputs: number[], outputs: number): Handle[]
  loadSavedModel(directory: string, tags: string): number
  deleteSavedModel(id: number): void
  /** @param inputNames those of placeholders, with `:0`, joined by commas, as `outputNames` are */
  runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): Handle[]
  TF_ATTR_STRING: number
  TF_ATTR_INT: number
  TF_ATTR_FLOAT: number
  TF_ATTR_BOOL: number
  TF_ATTR_TYPE: number
  TF_ATTR_SHAPE: number
}

/** What tfjs-node knows of a tensor. */
export interface TensorEntry extends Handle {
  /** Values that were not given to TensorFlow yet. */
  values: Values | null
  /** How many tensors of tfjs are this one. */
  refCount: number
}

/** What is used of tfjs-node's backend, which tfjs's types do not name. */
export interface TensorFlowBackend {
  binding: Binding
  tensorMap: { get(dataId: object): TensorEntry; has(dataId: object): boolean }
  getInputTensorIds(tensors: readonly tfjs.TensorInfo[]): number[]
  createOutputTensor(output: Handle): tfjs.Tensor
  executeMultipleOutputs(
    op: string,
    attributes: OperationAttribute[],
    inputs: readonly tfjs.Tensor[],
    outputs: number,
  ): tfjs.Tensor[]
}

/** TensorFlow beneath a tfjs; nothing where it computes in JavaScript. */
export function backendOf(tf: typeof tfjs): TensorFlowBackend | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as TensorFlowBackend) : undefined
}

/** Attributes of an operation, written for the binding. */
export function attributes({ binding }: TensorFlowBackend) {
  const of =
    <T>(type: number) =>
    (name: string, value: T): OperationAttribute => ({ name, type, value })
  return {
    type: of<number>(binding.TF_ATTR_TYPE),
    int: of<number | number[]>(binding.TF_ATTR_INT),
    float: of<number>(binding.TF_ATTR_FLOAT),
    bool: of<boolean>(binding.TF_ATTR_BOOL),
    string: of<string>(binding.TF_ATTR_STRING),
  }
}
