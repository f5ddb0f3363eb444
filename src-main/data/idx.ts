import { open, readFile } from 'node:fs/promises'
import { formatShape, sizeOf } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'

/** A file of unsigned bytes in the IDX format, in which MNIST comes. */
export interface Idx {
  shape: number[]
  /** Row by row; a view of what was read. */
  data: Uint8Array
}

/** The third byte of an IDX file says the type of its values. */
const unsignedByte = 0x08

/** The shape of an IDX file with so many axes, from its first bytes and its length alone. */
export async function readIdxShape(path: string, axes: number): Promise<Result<number[]>> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes(axes)), 0, headerBytes(axes), 0)
      return parseShape(path, buffer.subarray(0, bytesRead), (await file.stat()).size, axes)
    } finally {
      await file.close()
    }
  } catch (error) {
    return readFailure(error, path)
  }
}

/** An IDX file with so many axes. */
export async function readIdx(path: string, axes: number): Promise<Result<Idx>> {
  try {
    const bytes = await readFile(path)
    const shape = parseShape(path, bytes, bytes.length, axes)
    return shape.ok ? ok({ shape: shape.value, data: bytes.subarray(headerBytes(axes)) }) : shape
  } catch (error) {
    return readFailure(error, path)
  }
}

/** Two zeros, the type, the number of axes, then every axis as a big-endian integer. */
const headerBytes = (axes: number) => 4 + 4 * axes

function parseShape(path: string, header: Buffer, size: number, axes: number): Result<number[]> {
  if (header.length < headerBytes(axes) || header.readUInt32BE(0) !== (unsignedByte << 8) + axes) {
    return damaged(path, {
      en: `it is not an IDX file of bytes with ${axes} ${axes === 1 ? 'axis' : 'axes'}`,
      zh: `它不是 ${axes} 维的字节 IDX 文件`,
    })
  }
  const shape = Array.from({ length: axes }, (_, axis) => header.readUInt32BE(4 + 4 * axis))
  if (size !== headerBytes(axes) + sizeOf(shape)) {
    return damaged(path, {
      en: `it says that it holds ${formatShape(shape)} bytes, but has ${size - headerBytes(axes)}`,
      zh: `文件声明有 ${formatShape(shape)} 字节，实际为 ${size - headerBytes(axes)} 字节`,
    })
  }
  return ok(shape)
}

const damaged = (path: string, why: { en: string; zh: string }): { ok: false; failure: Failure } =>
  fail(
    'data-damaged',
    { en: `${path} is damaged: ${why.en}.`, zh: `${path} 已损坏：${why.zh}。` },
    { en: 'Put an undamaged copy in its place.', zh: '请换上完好的文件。' },
  )
