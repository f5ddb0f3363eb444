import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'

export interface Written {
  path: string
  bytes: number
}

/** Writes a file whole or not at all: a temporary file beside it, flushed to the disk, then renamed over it. */
export async function writeFileWhole(path: string, chunks: readonly Uint8Array[]): Promise<Result<Written>> {
  const target = resolve(path)
  if (await isFolder(target)) {
    return fail(
      'path-is-folder',
      { en: `“${target}” is a folder, not a file.`, zh: `“${target}”是文件夹，不是文件。` },
      { en: 'Choose a file name inside it.', zh: '请在其中指定一个文件名。' },
    )
  }
  const temporary = besides(target)
  try {
    const bytes = await writeFlushed(temporary, chunks)
    await rename(temporary, target)
    return ok({ path: target, bytes })
  } catch (error) {
    return fileFailure(error, target)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/**
 * Writes a folder of files whole or not at all. An empty folder is filled; one with anything in it is only replaced where
 * `mayReplace` finds nothing in it but what an earlier export wrote.
 */
export async function writeFolderWhole(
  path: string,
  files: Readonly<Record<string, Uint8Array>>,
  mayReplace: (folder: string, entries: string[]) => Promise<boolean>,
): Promise<Result<Written>> {
  const target = resolve(path)
  const temporary = besides(target)
  const old = besides(target)
  try {
    const entries = await entriesOf(target)
    if (entries === 'a file') {
      return fail(
        'path-is-file',
        { en: `“${target}” is a file, and a folder is to be written.`, zh: `“${target}”是文件，而这里要写入文件夹。` },
        { en: 'Choose another name for the folder.', zh: '请为文件夹换一个名称。' },
      )
    }
    if (entries.length > 0 && !(await mayReplace(target, entries))) {
      return fail(
        'folder-not-empty',
        {
          en: `The folder “${target}” holds other files, and they are left alone.`,
          zh: `文件夹“${target}”中有其他文件，未作改动。`,
        },
        { en: 'Choose a new or empty folder.', zh: '请选择新的或空的文件夹。' },
      )
    }
    await mkdir(temporary)
    let bytes = 0
    for (const [name, data] of Object.entries(files)) bytes += await writeFlushed(join(temporary, name), [data])
    if (entries.length > 0) await rename(target, old)
    await rename(temporary, target)
    return ok({ path: target, bytes })
  } catch (error) {
    return fileFailure(error, target)
  } finally {
    await restore(old, target)
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Puts the old folder back where the new one did not arrive, and removes it where it did. */
async function restore(old: string, target: string) {
  if (!(await isFolder(old))) return
  if (await isFolder(target)) await rm(old, { recursive: true, force: true }).catch(() => undefined)
  else await rename(old, target).catch(() => undefined)
}

/** Bytes written. `FileHandle.writeFile` goes on after a short write, so that a full disk is an error, not a short file. */
async function writeFlushed(path: string, chunks: readonly Uint8Array[]): Promise<number> {
  const file = await open(path, 'wx')
  try {
    for (const chunk of chunks) await file.writeFile(chunk)
    await file.sync()
    return chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  } finally {
    await file.close()
  }
}

/** A hidden name in the same folder, so that renaming does not cross file systems. */
const besides = (target: string) => join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`)

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false

async function entriesOf(path: string): Promise<string[] | 'a file'> {
  try {
    return await readdir(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR' && (await stat(path).catch(() => undefined))?.isFile()) return 'a file'
    throw error
  }
}

/** Whether a folder holds a tfjs layers model and nothing else, so that writing it anew loses nothing of a person's. */
export async function holdsOnlyTfjsModel(folder: string, entries: string[]): Promise<boolean> {
  if (!entries.includes('model.json')) return false
  try {
    const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
      format?: string
      weightsManifest?: { paths: string[] }[]
    }
    const shards = model.weightsManifest?.flatMap((group) => group.paths) ?? []
    return model.format === 'layers-model' && entries.every((name) => name === 'model.json' || shards.includes(name))
  } catch {
    return false
  }
}

/** What went wrong with a file, in words. A code that no person can cause is a bug and is thrown on. */
function fileFailure(error: unknown, path: string): Result<never> {
  const { code, message } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'disk-full',
        { en: `There is not enough room on the disk for “${path}”.`, zh: `磁盘空间不足，无法写入“${path}”。` },
        {
          en: 'Free some space or choose another disk. Nothing was changed.',
          zh: '请释放空间或换一个磁盘。原有文件未作改动。',
        },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail(
        'no-permission',
        { en: `You may not write to “${path}”.`, zh: `没有写入“${path}”的权限。` },
        { en: 'Choose a folder of your own.', zh: '请选择您有写入权限的文件夹。' },
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'no-folder',
        { en: `There is no folder “${dirname(path)}”.`, zh: `文件夹“${dirname(path)}”不存在。` },
        { en: 'Make it first, or choose another.', zh: '请先创建该文件夹，或选择其他位置。' },
      )
    case 'ENAMETOOLONG':
      return fail('name-too-long', {
        en: `The name “${basename(path)}” is too long for this disk.`,
        zh: `名称“${basename(path)}”对该磁盘来说过长。`,
      })
    default:
      if (code === undefined) throw error
      return fail('cannot-write', {
        en: `“${path}” could not be written (${message}).`,
        zh: `无法写入“${path}”（${message}）。`,
      })
  }
}
