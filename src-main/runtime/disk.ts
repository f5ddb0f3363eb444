import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that this person may still write in a folder that is there or could be made. */
export async function freeBytes(folder: string): Promise<number> {
  for (let at = folder; ; at = dirname(at)) {
    const disk = await statfs(at).catch(() => undefined)
    if (disk) return disk.bavail * disk.bsize
    if (at === dirname(at)) return Number.MAX_SAFE_INTEGER
  }
}
