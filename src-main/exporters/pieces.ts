import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { fail } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'

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
const tooLarge = 2 ** 31

/** Why pieces are no message that a reader takes, if they are not; `what` of the `format` holds them. */
export function tooLargeFor(format: string, what: Text, pieces: readonly Piece[]) {
  if (lengthOf(pieces) < tooLarge) return undefined
  return fail(
    `too-large-for-${format}`,
    {
      en: `${what.en} holds less than 2 GiB; this network is larger.`,
      zh: `${what.zh}须小于 2 GiB，而该网络超出了这一上限。`,
    },
    { en: 'Export as .keras, or make the network smaller.', zh: '请改为导出 .keras 格式，或缩小该网络。' },
  )
}

export function* contentOf(pieces: readonly Piece[]): Generator<Uint8Array> {
  for (const piece of pieces) yield* piece.bytes()
}
