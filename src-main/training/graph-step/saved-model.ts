import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { types } from './binding.ts'
import type { TensorSpec, Values } from './binding.ts'
import type { Attribute, GraphNode, WrittenNode } from './graph.ts'

/** The tag under which TensorFlow finds the graph in the file. */
export const tag = 'serve'

/** The version of the graph's language: TensorFlow 2.9's, the oldest whose addon there is. */
export const producer = 1087

/** The name of the file in a SavedModel's folder. */
export const fileName = 'saved_model.pb'

/** A graph as `saved_model.pb` (tensorflow/core/protobuf/saved_model.proto), with no signatures and no values. */
export function savedModel(nodes: readonly GraphNode[]): Uint8Array {
  const writer = new BinaryWriter()
  writer.tag(1, WireType.Varint).int64(1)
  message(writer, 2, () => {
    message(writer, 1, () => writer.tag(4, WireType.LengthDelimited).string(tag))
    message(writer, 2, () => {
      for (const node of nodes) message(writer, 1, () => writeNode(writer, node))
      message(writer, 4, () => writer.tag(1, WireType.Varint).int32(producer))
    })
  })
  return writer.finish()
}

function message(writer: BinaryWriter, field: number, content: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork()
  content()
  writer.join()
}

export function writeNode(writer: BinaryWriter, { name, op, inputs, attributes }: WrittenNode): void {
  writer.tag(1, WireType.LengthDelimited).string(name)
  writer.tag(2, WireType.LengthDelimited).string(op)
  // What must have run comes last.
  const isData = (ref: string) => !ref.startsWith('^')
  for (const ref of [...inputs.filter(isData), ...inputs.filter((ref) => !isData(ref))]) {
    writer.tag(3, WireType.LengthDelimited).string(ref)
  }
  for (const [key, attribute] of Object.entries(attributes)) {
    message(writer, 5, () => {
      writer.tag(1, WireType.LengthDelimited).string(key)
      message(writer, 2, () => writeAttribute(writer, attribute))
    })
  }
}

function writeAttribute(writer: BinaryWriter, attribute: Attribute): void {
  switch (attribute.kind) {
    case 'string':
      return void writer.tag(2, WireType.LengthDelimited).bytes(Buffer.from(attribute.value))
    case 'int':
      return listOrOne(writer, 3, attribute.value)
    case 'float':
      return void writer.tag(4, WireType.Bit32).float(attribute.value)
    case 'bool':
      return void writer.tag(5, WireType.Varint).bool(attribute.value)
    case 'type':
      return listOrOne(writer, 6, attribute.value)
    case 'shape':
      return message(writer, 7, () => writeShape(writer, attribute.value))
    case 'tensor':
      return message(writer, 8, () => writeTensor(writer, attribute.value))
  }
}

/** Whole numbers have the same field in a list as alone. */
function listOrOne(writer: BinaryWriter, field: number, value: number | number[]): void {
  if (!Array.isArray(value)) return void writer.tag(field, WireType.Varint).int64(value)
  message(writer, 1, () => message(writer, field, () => value.forEach((one) => writer.int64(one))))
}

export function writeShape(writer: BinaryWriter, shape: readonly number[]): void {
  for (const length of shape) message(writer, 2, () => writer.tag(1, WireType.Varint).int64(length))
}

function writeTensor(writer: BinaryWriter, { dtype, shape, values }: TensorSpec & { values: Values }): void {
  writer.tag(1, WireType.Varint).int32(dtype)
  message(writer, 2, () => writeShape(writer, shape))
  const [first] = values
  if (values.length > 1 && values.every((value) => Object.is(value, first))) {
    // One value stands for all.
    if (dtype === types.float) return message(writer, 5, () => writer.float(first!))
    if (dtype === types.int32) return message(writer, 7, () => writer.int32(first!))
    if (dtype === types.bool) return message(writer, 11, () => writer.bool(first === 1))
  }
  writer.tag(4, WireType.LengthDelimited).bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}
