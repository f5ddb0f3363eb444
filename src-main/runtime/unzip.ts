import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/**
 * Unpacks the files of a zip that `target` gives a path in `folder` for; the rest is skipped without being read.
 * Rejects with the system's error, or with the reason why it is no good zip; yauzl refuses names that would leave the
 * folder. It compares no checksums: the caller has compared the whole file's. Gives back the paths in the folder that it wrote.
 */
export async function unzip(
  path: string,
  folder: string,
  target: (name: string) => string | undefined,
  signal?: AbortSignal,
): Promise<string[]> {
  const written: string[] = []
  const zip = await yauzl.openPromise(path, { autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted()
      const to = entry.fileName.endsWith('/') ? undefined : target(entry.fileName)
      if (!to) continue
      await mkdir(dirname(join(folder, to)), { recursive: true })
      const content = await zip.openReadStreamPromise(entry)
      await pipeline(content, createWriteStream(join(folder, to)), { signal })
      written.push(to)
    }
    return written
  } finally {
    zip.close()
  }
}
