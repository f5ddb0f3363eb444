import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Uses a disk of so many kilobytes; does nothing and gives back false where this process may not mount one. */
export async function onTinyDisk(kilobytes: number, use: (disk: string) => Promise<void>): Promise<boolean> {
  const disk = await mkdtemp(join(tmpdir(), 'layerloom-disk-'))
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk]).status !== 0) return false
    await use(disk).finally(() => spawnSync('umount', ['-l', disk]))
    return true
  } finally {
    await rm(disk, { recursive: true, force: true })
  }
}
