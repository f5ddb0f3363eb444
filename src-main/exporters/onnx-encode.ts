import { WireType } from '@bufbuild/protobuf/wire'
import { onnxIrVersion, onnxOpset } from '../../src-core/formats/onnx.ts'
import type {
  OnnxContent,
  OnnxGraph,
  OnnxInitializer,
  OnnxNode,
  OnnxValueInfo,
} from '../../src-core/formats/onnx-graph.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { OnnxAttribute } from '../../src-core/layers/onnx.ts'
import * as proto from './onnx-proto.ts'
import { fixed, integer, lengthOf, message, text } from './pieces.ts'
import type { Piece, Write } from './pieces.ts'

export interface EncodedModel {
  graph: OnnxGraph
  title: string
  producer: { name: string; version: string }
  /** What other programs show beside the network, e.g. the names of its classes. */
  metadata: Readonly<Record<string, string>>
}

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
      for (const node of graph.nodes) message(writer, proto.graph.node, writeNode(node))
      text(writer, proto.graph.name, title)
    }),
    ...graph.initializers.flatMap((initializer) => initializerPieces(initializer, weightOf)),
    fixed((writer) => {
      for (const info of graph.inputs) message(writer, proto.graph.input, writeValueInfo(info))
      for (const info of graph.outputs) message(writer, proto.graph.output, writeValueInfo(info))
      for (const info of graph.between) message(writer, proto.graph.valueInfo, writeValueInfo(info))
    }),
  ]
  return [
    fixed((writer) => {
      integer(writer, proto.model.irVersion, onnxIrVersion)
      text(writer, proto.model.producerName, producer.name)
      text(writer, proto.model.producerVersion, producer.version)
      message(writer, proto.model.opsetImport, (opset) => {
        text(opset, proto.opset.domain, '')
        integer(opset, proto.opset.version, onnxOpset)
      })
      for (const [key, value] of Object.entries(metadata)) {
        message(writer, proto.model.metadata, (entry) => {
          text(entry, proto.entry.key, key)
          text(entry, proto.entry.value, value)
        })
      }
      writer.tag(proto.model.graph, WireType.LengthDelimited).uint32(lengthOf(inGraph))
    }),
    ...inGraph,
  ]
}

const writeNode =
  ({ name, operator, inputs, output, attributes }: OnnxNode): Write =>
  (writer) => {
    for (const input of inputs) text(writer, proto.node.input, input)
    text(writer, proto.node.output, output)
    text(writer, proto.node.name, name)
    text(writer, proto.node.operator, operator)
    for (const [key, value] of Object.entries(attributes))
      message(writer, proto.node.attribute, writeAttribute(key, value))
  }

const writeAttribute =
  (name: string, value: OnnxAttribute): Write =>
  (writer) => {
    text(writer, proto.attribute.name, name)
    const typed = (type: keyof typeof proto.attributeType) =>
      integer(writer, proto.attribute.type, proto.attributeType[type])
    if (typeof value === 'number') {
      typed('int')
      integer(writer, proto.attribute.int, value)
    } else if (typeof value === 'string') {
      typed('string')
      text(writer, proto.attribute.string, value)
    } else if ('float' in value) {
      typed('float')
      writer.tag(proto.attribute.float, WireType.Bit32).float(value.float)
    } else {
      typed('ints')
      for (const each of value) integer(writer, proto.attribute.ints, each)
    }
  }

const writeValueInfo =
  ({ name, axes }: OnnxValueInfo): Write =>
  (writer) => {
    text(writer, proto.valueInfo.name, name)
    message(writer, proto.valueInfo.type, (type) =>
      message(type, proto.type.tensor, (tensor) => {
        integer(tensor, proto.tensorType.elementType, proto.elementType.float)
        message(tensor, proto.tensorType.shape, (shape) => {
          message(shape, proto.shape.dimension, (batch) => text(batch, proto.dimension.name, 'N'))
          for (const axis of axes)
            message(shape, proto.shape.dimension, (dim) => integer(dim, proto.dimension.value, axis))
        })
      }),
    )
  }

function initializerPieces(
  initializer: OnnxInitializer,
  weightOf: (initializer: OnnxInitializer) => Iterable<Uint8Array>,
): Piece[] {
  const { name, dims, content } = initializer
  const element = elementOf(content)
  const size = sizeOf(dims) * element.bytes
  const head = fixed((writer) => {
    for (const axis of dims) integer(writer, proto.tensor.dims, axis)
    integer(writer, proto.tensor.dataType, element.type)
    text(writer, proto.tensor.name, name)
    writer.tag(proto.tensor.rawData, WireType.LengthDelimited).uint32(size)
  })
  const begin = fixed((writer) =>
    writer.tag(proto.graph.initializer, WireType.LengthDelimited).uint32(head.length + size),
  )
  return [
    begin,
    head,
    { length: size, bytes: () => (content.type === 'weight' ? weightOf(initializer) : [raw(content)]) },
  ]
}

/** What a tensor is made of. */
function elementOf(content: OnnxContent): { type: number; bytes: number } {
  if (content.type === 'integers') return { type: proto.elementType.int64, bytes: 8 }
  if (content.type === 'weight' && content.isHalf) return { type: proto.elementType.float16, bytes: 2 }
  return { type: proto.elementType.float, bytes: 4 }
}

/** Numbers as the file holds them, the lowest byte first. */
function raw({ type, values }: { type: 'floats' | 'integers'; values: readonly number[] }): Uint8Array {
  const array = type === 'floats' ? Float32Array.from(values) : BigInt64Array.from(values, BigInt)
  return new Uint8Array(array.buffer)
}
