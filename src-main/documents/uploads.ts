import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { writeFailure } from './failures.ts'

/** Bytes of all files of an upload: no model that can be opened is larger. */
const largest = 2 ** 31
/** A tfjs model of 2 GiB in files of 4 MB has 500. */
const mostFiles = 10_000

interface Upload {
  folder: string
  names: Set<string>
  bytes: number
}

/** Files that a browser's page hands over piece by piece: they lie in a temporary folder until one of them is opened. */
export function uploads() {
  const started = new Map<string, Upload>()

  async function folderOf(id: string): Promise<Upload> {
    const there = started.get(id)
    if (there) return there
    // A tfjs model is called as its folder is.
    const folder = join(await mkdtemp(join(tmpdir(), 'layerloom-upload-')), 'model')
    await mkdir(folder)
    const made = { folder, names: new Set<string>(), bytes: 0 }
    started.set(id, made)
    return made
  }

  async function forget(id: string) {
    const upload = started.get(id)
    started.delete(id)
    if (upload) await rm(dirname(upload.folder), { recursive: true, force: true })
  }

  return {
    /** Adds the next piece of a file. What is refused is forgotten with all that came before. */
    async take(id: string, name: string, bytes: Uint8Array): Promise<Result<Record<string, never>>> {
      if (!isPlain(name)) return noName(name)
      try {
        const upload = await folderOf(id)
        upload.names.add(name)
        upload.bytes += bytes.length
        if (upload.bytes >= largest || upload.names.size > mostFiles) {
          await forget(id)
          return tooLarge
        }
        await appendFile(join(upload.folder, name), bytes)
        return ok({})
      } catch (error) {
        await forget(id)
        return writeFailure(error, name)
      }
    },

    /** Opens one of the files, then forgets them all. */
    async open<T>(id: string, name: string, open: (path: string) => Promise<Result<T>>): Promise<Result<T>> {
      const upload = started.get(id)
      if (!upload?.names.has(name)) return gone(name)
      try {
        return await open(join(upload.folder, name))
      } finally {
        await forget(id)
      }
    },

    forget,

    /** The page is gone, with what it was about to open. */
    async close() {
      for (const id of [...started.keys()]) await forget(id)
    },
  }
}

/** A name and no path, on any system. */
const isPlain = (name: string) => name !== '' && !/^\.+$|[/\\:\0]/.test(name) && name.length <= 255

const noName = (name: string) =>
  fail('no-file-name', { en: `“${name}” is no name of a file.`, zh: `“${name}”不是文件名。` })

const gone = (name: string) =>
  fail(
    'upload-gone',
    { en: `${name} did not arrive whole.`, zh: `${name} 未能完整传输。` },
    { en: 'Drop it once more.', zh: '请重新拖入。' },
  )

const tooLarge = fail(
  'too-large',
  { en: 'These files have 2 GiB or more together, and were not read.', zh: '这些文件合计达到或超过 2 GiB，未予读取。' },
  { en: 'Open the model by its path instead.', zh: '请改为通过路径打开该模型。' },
)
