import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** Bytes that are made when they are written: their number is known before, because a message begins with its length. */
export interface Piece {
  length: number
  bytes: () => Iterable<Uint8Array>
}

export type Write = (writer: BinaryWriter) => unknown

export const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { length }) => sum + length, 0)

export function fixed(write: Write): Piece {
  const writer = new BinaryWriter()
  write(writer)
  const bytes = writer.finish()
  return { length: bytes.byteLength, bytes: () => [bytes] }
}

export function message(writer: BinaryWriter, field: number, write: Write) {
  writer.tag(field, WireType.LengthDelimited).fork()
  write(writer)
  writer.join()
}

export const text = (writer: BinaryWriter, field: number, value: string) =>
  writer.tag(field, WireType.LengthDelimited).string(value)
export const integer = (writer: BinaryWriter, field: number, value: number) =>
  writer.tag(field, WireType.Varint).int64(value)

/** Protobuf's readers take no message of 2 GiB or more. */
export const tooLarge = 2 ** 31

export function* contentOf(pieces: readonly Piece[]): Generator<Uint8Array> {
  for (const piece of pieces) yield* piece.bytes()
}
