import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { FileStamp } from '../../src-core/contract/contract.ts'
import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'

/** What was read or written, with the time at which the file says that it was changed. */
export const stampOf = (
  content: Uint8Array | string,
  { mtimeMs, size }: { mtimeMs: number; size: number },
): FileStamp => ({
  modifiedAt: mtimeMs,
  bytes: size,
  hash: createHash('sha256').update(content).digest('hex'),
})

/**
 * What a file holds now, or null where it is gone. A file of the same time and size as the `known` one is taken for it;
 * any other is read, because copying and checking out give files new times without changing them.
 */
export async function stampOfFile(path: string, known: FileStamp): Promise<FileStamp | null> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return null
    if (found.mtimeMs === known.modifiedAt && found.size === known.bytes) return known
    // What has another size is another file: nothing needs to be read for that, however large it has become.
    if (found.size !== known.bytes) return { modifiedAt: found.mtimeMs, bytes: found.size, hash: '' }
    return stampOf(await readFile(path), found)
  } catch {
    return null
  }
}

/** Why a file is not written over unasked, where it is no longer the `known` one or no longer there. */
export async function changedFailure(
  path: string,
  known: FileStamp | undefined,
): Promise<{ ok: false; failure: Failure } | undefined> {
  if (!known) return undefined
  const now = await stampOfFile(path, known)
  if (!now) {
    return fail(
      'gone-from-disk',
      { en: `${path} is no longer there.`, zh: `${path} 已不存在。` },
      { en: 'Save it again, or under another name.', zh: '请重新保存，或另存为其他文件。' },
    )
  }
  if (now.hash === known.hash) return undefined
  return fail(
    'changed-on-disk',
    { en: `${path} was changed by another program.`, zh: `${path} 已被其他程序更改。` },
    { en: 'Save under another name, or replace the file.', zh: '请另存为其他文件，或替换该文件。' },
  )
}
