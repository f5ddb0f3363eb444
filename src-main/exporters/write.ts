import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { writeFailure } from '../documents/failures.ts'
import { writeAtomic } from '../documents/write-atomic.ts'

export interface Written {
  path: string
  bytes: number
}

/** Writes a file whole or not at all. */
export async function writeExportedFile(path: string, chunks: Iterable<Uint8Array>): Promise<Result<Written>> {
  const target = resolve(path)
  let bytes = 0
  function* counted() {
    for (const chunk of chunks) {
      bytes += chunk.byteLength
      yield chunk
    }
  }
  try {
    await writeAtomic(target, counted())
    return ok({ path: target, bytes })
  } catch (error) {
    return writeFailure(error, target)
  }
}

/**
 * Writes a folder of files whole or not at all. An empty folder is filled; one with anything in it is only replaced where
 * `mayReplace` finds nothing in it but what an earlier export wrote.
 */
export async function writeExportedFolder(
  path: string,
  files: Readonly<Record<string, Iterable<Uint8Array>>>,
  mayReplace: (folder: string, entries: string[]) => Promise<boolean>,
): Promise<Result<Written>> {
  const target = resolve(path)
  const temporary = besides(target)
  const old = besides(target)
  try {
    const entries = await entriesOf(target)
    if (entries === 'a file') {
      return fail(
        'is-a-file',
        { en: `${target} is a file, and a folder is to be written.`, zh: `${target} 是文件，而这里要写入文件夹。` },
        { en: 'Choose another name for the folder.', zh: '请为文件夹换一个名称。' },
      )
    }
    if (entries.length > 0 && !(await mayReplace(target, entries))) {
      return fail(
        'folder-not-empty',
        { en: `The folder ${target} holds other files.`, zh: `文件夹 ${target} 中有其他文件。` },
        {
          en: 'They are left alone: choose a new or empty folder.',
          zh: '这些文件未作改动，请选择新的或空的文件夹。',
        },
      )
    }
    await mkdir(temporary)
    let bytes = 0
    for (const [name, chunks] of Object.entries(files)) bytes += await writeFlushed(join(temporary, name), chunks)
    if (entries.length > 0) await rename(target, old)
    await rename(temporary, target)
    return ok({ path: target, bytes })
  } catch (error) {
    return writeFailure(error, target)
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

async function writeFlushed(path: string, chunks: Iterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx')
  let bytes = 0
  try {
    for (const chunk of chunks) {
      await file.writeFile(chunk)
      bytes += chunk.byteLength
    }
    await file.sync()
    return bytes
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
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR' && (await stat(path).catch(() => undefined))?.isFile()) return 'a file'
    throw error
  }
}

/**
 * Whether a folder holds a tfjs model of one format and nothing else, so that writing it anew loses nothing of a person's.
 */
export const holdsOnlyTfjsModel =
  (format: 'layers-model' | 'graph-model') =>
  async (folder: string, entries: string[]): Promise<boolean> => {
    if (!entries.includes('model.json')) return false
    try {
      const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
        format?: string
        weightsManifest?: { paths: string[] }[]
      }
      const shards = model.weightsManifest?.flatMap((group) => group.paths) ?? []
      return model.format === format && entries.every((name) => name === 'model.json' || shards.includes(name))
    } catch {
      return false
    }
  }
