import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { writeFailure } from '../documents/failures.ts'
import { writeAtomic } from '../documents/write-atomic.ts'
import { meterOf, metered } from './meter.ts'
import type { Chunks, Meter } from './meter.ts'

export interface Written {
  path: string
  bytes: number
}

/** Where an export goes to, and who counts it. */
export interface Target {
  path: string
  meter: Meter
  /** Kernels as 16-bit floats; only for the formats that can hold them. */
  float16: boolean
}

/** Counts for nobody. */
export const unmetered = meterOf(Infinity)

/** Writes a file whole or not at all. */
export async function writeExportedFile(path: string, chunks: Chunks, meter = unmetered): Promise<Result<Written>> {
  const target = resolve(path)
  let bytes = 0
  async function* counted() {
    for await (const chunk of metered(chunks, meter)) {
      bytes += chunk.byteLength
      yield chunk
    }
  }
  try {
    await writeAtomic(target, counted())
    return ok({ path: target, bytes })
  } catch (error) {
    return exportFailure(error, target)
  }
}

/**
 * Writes a folder of files whole or not at all. An empty folder is filled; one with anything in it is only replaced where
 * `mayReplace` finds nothing in it but what an earlier export wrote. Files are written one after the other, in their order.
 */
export async function writeExportedFolder(
  path: string,
  files: Readonly<Record<string, Chunks>>,
  mayReplace: (folder: string, entries: string[]) => Promise<boolean>,
  meter = unmetered,
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
    for (const [name, chunks] of Object.entries(files)) {
      bytes += await writeFlushed(join(temporary, name), metered(chunks, meter))
    }
    if (entries.length > 0) await rename(target, old)
    await rename(temporary, target)
    return ok({ path: target, bytes })
  } catch (error) {
    return exportFailure(error, target)
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

async function writeFlushed(path: string, chunks: Chunks): Promise<number> {
  const file = await open(path, 'wx')
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      await file.writeFile(chunk)
      bytes += chunk.byteLength
    }
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

/** Why nothing was written, in words. */
function exportFailure(error: unknown, target: string): ReturnType<typeof fail> {
  if (error instanceof Error && error.name === 'AbortError') {
    return fail('cancelled', {
      en: 'The export was cancelled; nothing was written.',
      zh: '导出已取消，未写入任何内容。',
    })
  }
  return writeFailure(error, target)
}

/** A hidden name in the same folder, so that renaming does not cross file systems. */
export const besides = (target: string) =>
  join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`)

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
