import { constants, open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { FileStamp, OpenedDocument } from '../../src-core/contract/contract.ts'
import { formatDocument, largestDocument, parseDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure, writeFailure } from './failures.ts'
import { stampOf } from './stamp.ts'
import { writeAtomic } from './write-atomic.ts'

/** Opens a `.loom` file, or says in words why not: missing, too large, not text, too new, damaged. */
export async function openDocument(path: string): Promise<Result<OpenedDocument>> {
  const read = await readText(path)
  if (!read.ok) return read
  const { text, stamp } = read.value
  const parsed = parseDocument(text)
  return parsed.ok ? ok({ path, ...parsed.value, stamp }) : parsed
}

/** Writes a document whole or not at all; after a failure the earlier file is as it was. */
export async function saveDocument(
  path: string,
  document: LoomDocument,
): Promise<Result<{ path: string; savedAt: number; stamp: FileStamp }>> {
  try {
    const text = formatDocument(document)
    await writeAtomic(path, text)
    return ok({ path, savedAt: Date.now(), stamp: stampOf(text, await stat(path)) })
  } catch (error) {
    return writeFailure(error, path)
  }
}

interface ReadText {
  text: string
  stamp: FileStamp
}

async function readText(path: string): Promise<Result<ReadText>> {
  try {
    // Without waiting: a pipe nobody writes to would hold the opening for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readRegular(file, path)
    } finally {
      await file.close()
    }
  } catch (error) {
    return readFailure(error, path)
  }
}

async function readRegular(file: FileHandle, path: string): Promise<Result<ReadText>> {
  const found = await file.stat()
  if (!found.isFile()) return fail('not-a-file', { en: `${path} is not a file.`, zh: `${path} 不是文件。` })
  if (found.size > largestDocument) return tooLarge(path, found.size)
  const bytes = await file.readFile()
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return ok({ text, stamp: stampOf(bytes, found) })
  } catch {
    return fail(
      'not-text',
      {
        en: `${path} is not a Layerloom document: it is not text.`,
        zh: `${path} 不是 Layerloom 文档：它不是文本文件。`,
      },
      { en: 'Choose a file that ends in .loom.', zh: '请选择扩展名为 .loom 的文件。' },
    )
  }
}

function tooLarge(path: string, bytes: number) {
  const megabytes = Math.round(bytes / 2 ** 20)
  const limit = largestDocument / 2 ** 20
  return fail('too-large', {
    en: `${path} has ${megabytes} MB; a Layerloom document has ${limit} MB at most.`,
    zh: `${path} 大小为 ${megabytes} MB；Layerloom 文档最大为 ${limit} MB。`,
  })
}
