import { randomBytes } from 'node:crypto'
import { access, chmod, constants, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Replaces a file's content as a whole or not at all: a temporary file beside it, flushed to the disk, then renamed.
 * Throws the system's error; the old file is then intact and the temporary one gone.
 *
 * Not the package write-file-atomic: it asks the system once to write everything, and a nearly full disk may then take
 * a part and report success, so that the rename puts a truncated file in place of a good one.
 */
export async function writeAtomic(
  path: string,
  content: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => undefined)
  if (old?.isDirectory()) throw Object.assign(new Error(`${target} is a folder`), { code: 'EISDIR' })
  // A rename would replace a file that its owner made read-only.
  if (old) await access(target, constants.W_OK)
  const temporary = join(dirname(target), `.layerloom-${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o666)
    try {
      await writeFile(file, content)
      await file.sync()
    } finally {
      await file.close()
    }
    if (old) await chmod(temporary, old.mode & 0o7777)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(target))
}

/** Makes a rename survive a power cut. Not every system can open a folder; there the rename itself has to do. */
async function syncFolder(path: string) {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}
