import type { Shape } from '../../graph/shape.ts'

/** Numbers that an ONNX file holds. */
export interface OnnxConstant {
  name: string
  dims: Shape
  /** Anything else is neither a weight nor an argument that image networks have. */
  element: 'float' | 'integer' | 'other'
  numbers(): readonly number[]
}

/** One operation of an ONNX file. */
export interface OnnxFileNode {
  name: string
  operator: string
  /** Empty for ONNX's own operators. */
  domain: string
  /** An empty name stands for an input that is left out. */
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Readonly<Record<string, number | string | readonly number[]>>
}

/** What an ONNX file says, as far as networks of images need it. */
export interface OnnxFile {
  opset: number
  nodes: readonly OnnxFileNode[]
  constants: ReadonlyMap<string, OnnxConstant>
  /** Axes that the file leaves open are absent. */
  inputs: readonly { name: string; axes: readonly (number | undefined)[] }[]
  outputs: readonly string[]
}

/** What ONNX's `TensorProto.DataType` calls floats: of 32 bits, of 16, of 64, and those with 8 bits of exponent. */
const floats = [1, 10, 11, 16]

/** Whether a node changes the precision and nothing else. */
export const isCastToFloats = ({ operator, domain, attributes }: OnnxFileNode): boolean =>
  operator === 'Cast' && domain === '' && floats.includes(Number(attributes.to))
