import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { onnxIrVersion, onnxOpset } from '../../src-core/formats/onnx.ts'
import type { OnnxGraph, OnnxInitializer, OnnxNode, OnnxValueInfo } from '../../src-core/formats/onnx-graph.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { OnnxAttribute } from '../../src-core/layers/onnx.ts'

/** Bytes that are made when they are written: their number is known before, because a message begins with its length. */
export interface Piece {
  length: number
  bytes: () => Iterable<Uint8Array>
}

export interface EncodedModel {
  graph: OnnxGraph
  title: string
  producer: { name: string; version: string }
  /** What other programs show beside the network, e.g. the names of its classes. */
  metadata: Readonly<Record<string, string>>
}

/** The field numbers of `onnx.proto`. */
const model = { irVersion: 1, producerName: 2, producerVersion: 3, graph: 7, opsetImport: 8, metadata: 14 }
const graphField = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 }
const nodeField = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 }
const attributeField = { name: 1, float: 2, int: 3, string: 4, ints: 8, type: 20 }
const attributeType = { float: 1, int: 2, string: 3, ints: 7 }
const tensorField = { dims: 1, dataType: 2, name: 8, rawData: 9 }
const elementType = { float: 1, int64: 7 }
const valueInfoField = { name: 1, type: 2 }
const typeField = { tensor: 1 }
const tensorTypeField = { elementType: 1, shape: 2 }
const shapeField = { dimension: 1 }
const dimensionField = { value: 1, name: 2 }
const opsetField = { domain: 1, version: 2 }
const entryField = { key: 1, value: 2 }

type Write = (writer: BinaryWriter) => unknown

/**
 * Encodes a model as a `ModelProto`, all but the weights at once: pieces that hold a weight give its bytes when asked.
 *
 * @param weightOf the bytes of an initializer that is a weight, laid out as it says
 */
export function encodeModel(
  { graph, title, producer, metadata }: EncodedModel,
  weightOf: (initializer: OnnxInitializer) => Iterable<Uint8Array>,
): Piece[] {
  const inGraph: Piece[] = [
    fixed((writer) => {
      for (const node of graph.nodes) message(writer, graphField.node, writeNode(node))
      text(writer, graphField.name, title)
    }),
    ...graph.initializers.flatMap((initializer) => initializerPieces(initializer, weightOf)),
    fixed((writer) => {
      for (const info of graph.inputs) message(writer, graphField.input, writeValueInfo(info))
      for (const info of graph.outputs) message(writer, graphField.output, writeValueInfo(info))
      for (const info of graph.between) message(writer, graphField.valueInfo, writeValueInfo(info))
    }),
  ]
  return [
    fixed((writer) => {
      integer(writer, model.irVersion, onnxIrVersion)
      text(writer, model.producerName, producer.name)
      text(writer, model.producerVersion, producer.version)
      message(writer, model.opsetImport, (opset) => {
        text(opset, opsetField.domain, '')
        integer(opset, opsetField.version, onnxOpset)
      })
      for (const [key, value] of Object.entries(metadata)) {
        message(writer, model.metadata, (entry) => {
          text(entry, entryField.key, key)
          text(entry, entryField.value, value)
        })
      }
      writer.tag(model.graph, WireType.LengthDelimited).uint32(lengthOf(inGraph))
    }),
    ...inGraph,
  ]
}

export const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0)

function fixed(write: Write): Piece {
  const writer = new BinaryWriter()
  write(writer)
  const bytes = writer.finish()
  return { length: bytes.byteLength, bytes: () => [bytes] }
}

function message(writer: BinaryWriter, field: number, write: Write) {
  writer.tag(field, WireType.LengthDelimited).fork()
  write(writer)
  writer.join()
}

const text = (writer: BinaryWriter, field: number, value: string) =>
  writer.tag(field, WireType.LengthDelimited).string(value)
const integer = (writer: BinaryWriter, field: number, value: number) => writer.tag(field, WireType.Varint).int64(value)

const writeNode =
  ({ name, operator, inputs, output, attributes }: OnnxNode): Write =>
  (writer) => {
    for (const input of inputs) text(writer, nodeField.input, input)
    text(writer, nodeField.output, output)
    text(writer, nodeField.name, name)
    text(writer, nodeField.operator, operator)
    for (const [key, value] of Object.entries(attributes))
      message(writer, nodeField.attribute, writeAttribute(key, value))
  }

const writeAttribute =
  (name: string, value: OnnxAttribute): Write =>
  (writer) => {
    text(writer, attributeField.name, name)
    const typed = (type: keyof typeof attributeType) => integer(writer, attributeField.type, attributeType[type])
    if (typeof value === 'number') {
      typed('int')
      integer(writer, attributeField.int, value)
    } else if (typeof value === 'string') {
      typed('string')
      text(writer, attributeField.string, value)
    } else if ('float' in value) {
      typed('float')
      writer.tag(attributeField.float, WireType.Bit32).float(value.float)
    } else {
      typed('ints')
      for (const each of value) integer(writer, attributeField.ints, each)
    }
  }

const writeValueInfo =
  ({ name, axes }: OnnxValueInfo): Write =>
  (writer) => {
    text(writer, valueInfoField.name, name)
    message(writer, valueInfoField.type, (type) =>
      message(type, typeField.tensor, (tensor) => {
        integer(tensor, tensorTypeField.elementType, elementType.float)
        message(tensor, tensorTypeField.shape, (shape) => {
          message(shape, shapeField.dimension, (batch) => text(batch, dimensionField.name, 'N'))
          for (const axis of axes)
            message(shape, shapeField.dimension, (dim) => integer(dim, dimensionField.value, axis))
        })
      }),
    )
  }

function initializerPieces(
  initializer: OnnxInitializer,
  weightOf: (initializer: OnnxInitializer) => Iterable<Uint8Array>,
): Piece[] {
  const { name, dims, content } = initializer
  const size = sizeOf(dims) * (content.type === 'integers' ? 8 : 4)
  const head = fixed((writer) => {
    for (const axis of dims) integer(writer, tensorField.dims, axis)
    integer(writer, tensorField.dataType, content.type === 'integers' ? elementType.int64 : elementType.float)
    text(writer, tensorField.name, name)
    writer.tag(tensorField.rawData, WireType.LengthDelimited).uint32(size)
  })
  const begin = fixed((writer) =>
    writer.tag(graphField.initializer, WireType.LengthDelimited).uint32(head.length + size),
  )
  return [
    begin,
    head,
    { length: size, bytes: () => (content.type === 'weight' ? weightOf(initializer) : [raw(content)]) },
  ]
}

/** Numbers as the file holds them, the lowest byte first. */
function raw({ type, values }: { type: 'floats' | 'integers'; values: readonly number[] }): Uint8Array {
  const array = type === 'floats' ? Float32Array.from(values) : BigInt64Array.from(values, BigInt)
  return new Uint8Array(array.buffer)
}
