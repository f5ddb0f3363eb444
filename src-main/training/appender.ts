import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

export interface Appender {
  add(text: string): void
  /** Writes what is still waiting and closes the file. */
  close(): Promise<void>
}

/**
 * Appends to a file without being waited for: what comes while a piece is being written goes with the next one. After
 * the first error, which `onError` is told, nothing more is written.
 */
export function appendTo(path: string, onError: (error: unknown) => void): Appender {
  let waiting = ''
  let writing: Promise<void> | undefined
  let file: FileHandle | undefined
  let failed = false

  async function write() {
    try {
      file ??= await openAtLineStart(path)
      while (waiting !== '') {
        const text = waiting
        waiting = ''
        await file.appendFile(text)
      }
    } catch (error) {
      failed = true
      waiting = ''
      onError(error)
    } finally {
      writing = undefined
    }
  }

  return {
    add(text) {
      if (failed) return
      waiting += text
      writing ??= write()
    },
    async close() {
      await writing
      await file?.close().catch(() => undefined)
    },
  }
}

/** A line that a crash tore off is ended, so that the next one stands alone. */
async function openAtLineStart(path: string): Promise<FileHandle> {
  const file = await open(path, 'a+')
  const { size } = await file.stat()
  const last = Buffer.alloc(1)
  if (size > 0 && (await file.read(last, 0, 1, size - 1)).bytesRead === 1 && last.toString() !== '\n') {
    await file.appendFile('\n')
  }
  return file
}
