import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** Figures of one step, by their tags. */
export interface ScalarEvent {
  step: number
  /** Seconds since 1970. */
  wallTime: number
  scalars: Readonly<Record<string, number>>
}

/**
 * A TensorBoard event file (TensorFlow's `event.proto` and `summary.proto` in the records of its `record_writer`): first
 * the version, then an `Event` a step, each with a `simple_value` a tag.
 */
export function* eventFile(startedAt: number, events: Iterable<ScalarEvent>): Iterable<Uint8Array> {
  yield record(versionEvent(startedAt))
  let waiting: Uint8Array[] = []
  let bytes = 0
  for (const event of events) {
    const next = record(scalarEvent(event))
    waiting.push(next)
    bytes += next.byteLength
    if (bytes < chunkBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  yield Buffer.concat(waiting)
}

/** Bytes that are put together before they are written. */
const chunkBytes = 2 ** 18

/** `Event { wall_time = 1; step = 2; file_version = 3; summary = 5 }` */
const versionEvent = (wallTime: number) =>
  new BinaryWriter().tag(1, WireType.Bit64).double(wallTime).tag(3, WireType.LengthDelimited).string('brain.Event:2')

function scalarEvent({ step, wallTime, scalars }: ScalarEvent): BinaryWriter {
  const writer = new BinaryWriter().tag(1, WireType.Bit64).double(wallTime).tag(2, WireType.Varint).int64(step)
  writer.tag(5, WireType.LengthDelimited).fork()
  for (const [tag, value] of Object.entries(scalars)) {
    // `Summary { value = 1 }`, `Summary.Value { tag = 1; simple_value = 2 }`
    writer.tag(1, WireType.LengthDelimited).fork()
    writer.tag(1, WireType.LengthDelimited).string(tag).tag(2, WireType.Bit32).float(value).join()
  }
  return writer.join()
}

/** Length, its checksum, data, its checksum. */
function record(message: BinaryWriter): Uint8Array {
  const data = message.finish()
  const bytes = Buffer.alloc(data.byteLength + 16)
  bytes.writeBigUInt64LE(BigInt(data.byteLength), 0)
  bytes.writeUInt32LE(maskedCrc(bytes.subarray(0, 8)), 8)
  bytes.set(data, 12)
  bytes.writeUInt32LE(maskedCrc(data), 12 + data.byteLength)
  return bytes
}

/** CRC-32C, rotated and shifted as the records have it, so that a checksum of data with checksums in it means something. */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/** Castagnoli's polynomial, reversed: Node's own `crc32` has another one. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  return crc
})

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
