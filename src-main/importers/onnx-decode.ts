import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { isCastToFloats } from '../../src-core/formats/onnx-import/file.ts'
import type { OnnxConstant, OnnxFile, OnnxFileNode } from '../../src-core/formats/onnx-import/file.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { floatsOfHalves } from '../exporters/half.ts'
import * as proto from '../exporters/onnx-proto.ts'

/** A constant with its values where they lie in the file. */
export interface DecodedConstant extends OnnxConstant {
  /** Undefined where the file has no floats of 32 or 16 bits of it. */
  floats(): Float32Array | undefined
}
export interface DecodedFile extends OnnxFile {
  constants: ReadonlyMap<string, DecodedConstant>
}

/** The file keeps tensors in other files. */
export class ExternalData extends Error {}

/** Nodes, and inputs and constants, which are a few for each: far more than any network has; what claims more is hostile. */
const mostNodes = 20_000
const mostTensors = 10 * mostNodes
/** Arguments such as shapes are few numbers; what are many are weights, which lie in the bytes. */
const mostNumbers = 1_000_000

/**
 * Decodes a `ModelProto`. Nothing is copied but the text: constants stay where they lie in the bytes.
 * Throws where the bytes are no protobuf message or contradict themselves.
 */
export function decodeModel(bytes: Uint8Array): DecodedFile {
  let graph: Uint8Array | undefined
  let opset = 0
  const model = new BinaryReader(bytes)
  each(model, (field, type) => {
    if (field === proto.model.graph) graph = model.bytes()
    else if (field === proto.model.opsetImport) {
      const { domain, version } = decodeOpset(model.bytes())
      if (domain === '' || domain === 'ai.onnx') opset = version
    } else model.skip(type, field)
  })
  if (!graph || opset === 0) throw new Error('no graph')
  return { opset, ...decodeGraph(graph) }
}

function decodeOpset(bytes: Uint8Array) {
  const reader = new BinaryReader(bytes)
  const opset = { domain: '', version: 0 }
  each(reader, (field, type) => {
    if (field === proto.opset.domain) opset.domain = reader.string()
    else if (field === proto.opset.version) opset.version = Number(reader.int64())
    else reader.skip(type, field)
  })
  return opset
}

function decodeGraph(bytes: Uint8Array): Omit<DecodedFile, 'opset'> {
  const reader = new BinaryReader(bytes)
  const nodes: OnnxFileNode[] = []
  const constants = new Map<string, DecodedConstant>()
  const inputs: OnnxFile['inputs'][number][] = []
  const outputs: string[] = []
  each(reader, (field, type) => {
    if (field === proto.graph.node) {
      const { node, constant } = decodeNode(reader.bytes())
      if (constant) constants.set(node.outputs[0] ?? '', constant)
      else nodes.push(node)
      if (nodes.length > mostNodes) throw new Error('too many nodes')
    } else if (field === proto.graph.initializer) {
      const constant = decodeTensor(reader.bytes())
      constants.set(constant.name, constant)
    } else if (field === proto.graph.input) inputs.push(decodeValueInfo(reader.bytes()))
    else if (field === proto.graph.output) outputs.push(decodeValueInfo(reader.bytes()).name)
    else reader.skip(type, field)
    if (inputs.length + constants.size > mostTensors) throw new Error('too many tensors')
  })
  const computing = nodes.filter((node) => {
    const held = isCastToFloats(node) ? constants.get(node.inputs[0] ?? '') : undefined
    if (held?.element !== 'float') return true
    // A weight that is only kept in another precision.
    constants.set(node.outputs[0] ?? '', held)
    return false
  })
  // Older files list their weights among the inputs.
  return { nodes: computing, constants, inputs: inputs.filter(({ name }) => !constants.has(name)), outputs }
}

/** A node, and what it holds where it is a constant. */
function decodeNode(bytes: Uint8Array): { node: OnnxFileNode; constant?: DecodedConstant } {
  const reader = new BinaryReader(bytes)
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Record<string, number | string | number[]> = {}
  const text = { name: '', operator: '', domain: '' }
  let tensor: DecodedConstant | undefined
  each(reader, (field, type) => {
    if (field === proto.node.input) inputs.push(reader.string())
    else if (field === proto.node.output) outputs.push(reader.string())
    else if (field === proto.node.name) text.name = reader.string()
    else if (field === proto.node.operator) text.operator = reader.string()
    else if (field === proto.node.domain) text.domain = reader.string()
    else if (field === proto.node.attribute) {
      const attribute = decodeAttribute(reader.bytes())
      if (attribute.value !== undefined) Object.defineProperty(attributes, attribute.name, shown(attribute.value))
      tensor ??= attribute.tensor
    } else reader.skip(type, field)
  })
  const domain = text.domain === 'ai.onnx' ? '' : text.domain
  const node = { ...text, domain, inputs, outputs, attributes }
  return text.operator === 'Constant' && tensor ? { node, constant: tensor } : { node }
}

/** As a property of the object's own, whatever its name. */
const shown = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true })

function decodeAttribute(bytes: Uint8Array) {
  const reader = new BinaryReader(bytes)
  const list: number[] = []
  let name = ''
  let value: number | string | undefined
  let tensor: DecodedConstant | undefined
  let type = 0
  each(reader, (field, wire) => {
    if (field === proto.attribute.name) name = reader.string()
    else if (field === proto.attribute.float) value = reader.float()
    else if (field === proto.attribute.int) value = Number(reader.int64())
    else if (field === proto.attribute.string) value = reader.string()
    else if (field === proto.attribute.tensor) tensor = decodeTensor(reader.bytes())
    else if (field === proto.attribute.floats) repeated(reader, wire, WireType.Bit32, (from) => list.push(from.float()))
    else if (field === proto.attribute.ints)
      repeated(reader, wire, WireType.Varint, (from) => list.push(Number(from.int64())))
    else if (field === proto.attribute.type) type = reader.int32()
    else reader.skip(wire, field)
  })
  const isList = type === proto.attributeType.floats || type === proto.attributeType.ints || list.length > 0
  return { name, tensor, value: isList ? list : value }
}

function decodeValueInfo(bytes: Uint8Array): OnnxFile['inputs'][number] {
  const reader = new BinaryReader(bytes)
  let name = ''
  let axes: (number | undefined)[] = []
  each(reader, (field, type) => {
    if (field === proto.valueInfo.name) name = reader.string()
    else if (field === proto.valueInfo.type) axes = decodeAxes(reader.bytes())
    else reader.skip(type, field)
  })
  return { name, axes }
}

/** The axes of a `TypeProto`: a tensor's shape's dimensions. */
function decodeAxes(bytes: Uint8Array): (number | undefined)[] {
  const axes: (number | undefined)[] = []
  for (const tensor of fieldsOf(bytes, proto.type.tensor)) {
    for (const shape of fieldsOf(tensor, proto.tensorType.shape)) {
      for (const dimension of fieldsOf(shape, proto.shape.dimension)) {
        const reader = new BinaryReader(dimension)
        let axis: number | undefined
        each(reader, (field, type) => {
          if (field === proto.dimension.value) axis = Number(reader.int64())
          else reader.skip(type, field)
        })
        axes.push(axis)
      }
    }
  }
  return axes
}

/** The submessages that a message has as one field. */
function fieldsOf(bytes: Uint8Array, wanted: number): Uint8Array[] {
  const reader = new BinaryReader(bytes)
  const found: Uint8Array[] = []
  each(reader, (field, type) => {
    if (field === wanted && type === WireType.LengthDelimited) found.push(reader.bytes())
    else reader.skip(type, field)
  })
  return found
}

const { float, int32, int64, float16 } = proto.elementType
/** Bytes of one number. */
const widths: Readonly<Record<number, number>> = { [float]: 4, [int32]: 4, [int64]: 8, [float16]: 2 }

function decodeTensor(bytes: Uint8Array): DecodedConstant {
  const reader = new BinaryReader(bytes)
  const dims: number[] = []
  const listed: number[] = []
  let name = ''
  let element = 0
  let raw: Uint8Array | undefined
  each(reader, (field, type) => {
    if (field === proto.tensor.dims) repeated(reader, type, WireType.Varint, (from) => dims.push(Number(from.int64())))
    else if (field === proto.tensor.dataType) element = reader.int32()
    // Packed, they lie as the raw ones do, but those of 16 bits as integers of any length.
    else if (field === proto.tensor.floats && isPacked(type)) raw = joined(raw, reader.bytes())
    else if (field === proto.tensor.floats) repeated(reader, type, WireType.Bit32, (from) => listed.push(from.float()))
    else if (field === proto.tensor.int32s && isPacked(type) && element === float16)
      raw = joined(raw, halvesOf(reader.bytes()))
    else if (field === proto.tensor.int32s) repeated(reader, type, WireType.Varint, (from) => listed.push(from.int32()))
    else if (field === proto.tensor.int64s)
      repeated(reader, type, WireType.Varint, (from) => listed.push(Number(from.int64())))
    else if (field === proto.tensor.name) name = reader.string()
    else if (field === proto.tensor.rawData) raw = reader.bytes()
    else if (field === proto.tensor.externalData || (field === proto.tensor.dataLocation && reader.int32() === 1))
      throw new ExternalData()
    else if (field !== proto.tensor.dataLocation) reader.skip(type, field)
  })
  const size = sizeOf(dims)
  const width = widths[element]
  const isKnown = width !== undefined
  const isThere = raw ? raw.byteLength === size * (width ?? 0) : listed.length === size
  if (isKnown && (!isThere || dims.some((axis) => !Number.isSafeInteger(axis) || axis < 0))) {
    throw new Error(`the tensor ${name} has another size than it says`)
  }
  const isFloat = element === float || element === float16
  const floats = () => (isFloat ? floatsFrom(raw ?? listed, element) : undefined)
  return {
    name,
    dims,
    element: isFloat ? 'float' : isKnown ? 'integer' : 'other',
    floats,
    numbers() {
      if (size > mostNumbers || !isKnown) return []
      if (isFloat) return [...floats()!]
      if (!raw) return listed
      const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
      return Array.from({ length: size }, (_, at) =>
        element === int32 ? view.getInt32(at * 4, true) : Number(view.getBigInt64(at * 8, true)),
      )
    },
  }
}

/** @param held the bytes, or a list: of 16-bit floats the bits, as whole numbers */
function floatsFrom(held: Uint8Array | readonly number[], element: number): Float32Array {
  if (!(held instanceof Uint8Array))
    return element === float16 ? floatsOfHalves(Uint16Array.from(held)) : Float32Array.from(held)
  // Copied: a number has to lie at a multiple of its width.
  return element === float16 ? floatsOfHalves(new Uint16Array(new Uint8Array(held).buffer)) : float32From(held)
}

/** A view where the bytes lie on a multiple of four, else a copy. */
function float32From(raw: Uint8Array): Float32Array {
  if (raw.byteOffset % 4 === 0) return new Float32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4)
  return new Float32Array(new Uint8Array(raw).buffer)
}

function each(reader: BinaryReader, take: (field: number, type: WireType) => void) {
  while (reader.pos < reader.len) take(...reader.tag())
}

const isPacked = (type: WireType) => type === WireType.LengthDelimited

/** A list may come in several parts, though nobody writes it so. */
const joined = (before: Uint8Array | undefined, bytes: Uint8Array) => (before ? Buffer.concat([before, bytes]) : bytes)

/** 16-bit floats whose bits are packed as integers. */
function halvesOf(bytes: Uint8Array): Uint8Array {
  const reader = new BinaryReader(bytes)
  // Each ends with the byte that has not the highest bit.
  const halves = new Uint16Array(bytes.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0))
  for (let at = 0; reader.pos < reader.len; at++) halves[at] = reader.int32()
  return new Uint8Array(halves.buffer)
}

/** Numbers that a file may have one by one or packed. */
function repeated(reader: BinaryReader, type: WireType, one: WireType, take: (from: BinaryReader) => number) {
  const read = (from: BinaryReader) => {
    // A list that grows beyond the memory ends the whole process.
    if (take(from) > mostNumbers) throw new Error('too many numbers')
  }
  if (type === one) return read(reader)
  const packed = new BinaryReader(reader.bytes())
  while (packed.pos < packed.len) read(packed)
}
