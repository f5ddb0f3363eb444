import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFailure } from './failures.ts'
import { writeAtomic } from './write-atomic.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-write-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('writing whole or not at all', () => {
  test('replaces the content and keeps the mode, through a link', async () => {
    const file = join(folder, 'a.loom')
    const link = join(folder, 'link.loom')
    await writeFile(file, 'old', { mode: 0o640 })
    await chmod(file, 0o640)
    await symlink(file, link)
    await writeAtomic(link, 'new')
    expect(await readFile(file, 'utf8')).toBe('new')
    expect((await stat(file)).mode & 0o777).toBe(0o640)
    expect(await readdir(folder)).toEqual(['a.loom', 'link.loom'])
  })

  test('two at once leave one of the two, whole', async () => {
    const file = join(folder, 'both.loom')
    const [a, b] = ['a'.repeat(200_000), 'b'.repeat(300_000)]
    await Promise.all([writeAtomic(file, a), writeAtomic(file, b)])
    expect([a, b]).toContain(await readFile(file, 'utf8'))
  })

  test('a folder in the way and a missing folder are told apart', async () => {
    const inTheWay = join(folder, 'in-the-way')
    await mkdir(inTheWay)
    const codes = await Promise.all(
      [inTheWay, join(folder, 'missing', 'a.loom'), join(folder, 'n'.repeat(300))].map((path) =>
        writeAtomic(path, 'x').then(
          () => 'written',
          (error) => writeFailure(error, path).failure.code,
        ),
      ),
    )
    expect(codes).toEqual(['is-a-folder', 'folder-missing', 'name-too-long'])
  })
})

/** A disk of 64 kB, where this process may mount one. */
async function tinyDisk(): Promise<string | undefined> {
  const disk = await mkdtemp(join(tmpdir(), 'layerloom-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0
  if (!mounted) await rm(disk, { recursive: true })
  return mounted ? disk : undefined
}

describe('a full disk', () => {
  test('leaves the old file as it was and nothing beside it', async ({ skip }) => {
    const disk = await tinyDisk()
    if (!disk) return skip('mounting a tiny disk needs root on Linux')
    try {
      const file = join(disk, 'net.loom')
      await writeAtomic(file, 'the old content')
      // More than fits: one call to the system would write a part of it and report no error.
      const failure = await writeAtomic(file, 'x'.repeat(200_000)).then(
        () => undefined,
        (error) => writeFailure(error, file).failure,
      )
      expect(failure?.code).toBe('disk-full')
      expect(failure?.message.zh).toContain('磁盘空间不足')
      expect(await readFile(file, 'utf8')).toBe('the old content')
      expect(await readdir(disk)).toEqual(['net.loom'])
    } finally {
      spawnSync('umount', [disk])
      await rm(disk, { recursive: true, force: true })
    }
  })
})
