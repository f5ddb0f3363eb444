import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentVersion } from '../../src-core/document/schema.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { autosaves } from './autosaves.ts'

const document: LoomDocument = {
  format: 'layerloom',
  version: documentVersion,
  nodes: { input: { type: 'layer', kind: 'input', params: {} } },
  edges: {},
  layout: {},
  training: Plan.parse({}),
}
const entry = { id: 'doc 1/../x', name: 'LeNet', path: '/nets/lenet.loom', document }

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'layerloom-autosave-')), 'autosave')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const ids = (list: { id: string }[]) => list.map(({ id }) => id)

describe('autosaves', () => {
  test('a window that ends without a word leaves its document to the next one', async () => {
    const service = autosaves(folder)
    const first = service.open()
    expect(await first.save(entry)).toEqual({ ok: true, value: {} })
    const second = service.open()
    expect(await second.recoverable()).toEqual([])
    first.release()
    expect(await second.recoverable()).toMatchObject([{ id: entry.id, name: 'LeNet', path: entry.path }])
    expect(await second.recover(entry.id)).toEqual({ ok: true, value: { path: entry.path, document } })
    // It is the second window's now, and still on the disk until that one saves or discards it.
    expect(await service.open().recoverable()).toEqual([])
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('a recovered document brings what its file held when it was last read', async () => {
    const known = { modifiedAt: 1.5, bytes: 7, hash: 'abc' }
    const service = autosaves(folder)
    const window = service.open()
    await window.save({ ...entry, known })
    window.release()
    expect(await service.open().recover(entry.id)).toEqual({
      ok: true,
      value: { path: entry.path, document, stamp: known },
    })
  })

  test('a discarded one is gone, also where its last save is still under way', async () => {
    const window = autosaves(folder).open()
    const saving = window.save(entry)
    await window.discard(entry.id)
    await saving
    expect(await readdir(folder)).toEqual([])
    expect((await window.recover(entry.id)).ok).toBe(false)
  })

  test('another process keeps its own while it lives', async () => {
    const other = autosaves(folder).open()
    await other.save(entry)
    const [name] = await readdir(folder)
    const file = join(folder, name!)
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), pid: process.pid + 1 }))
    expect(
      await autosaves(folder, () => true)
        .open()
        .recoverable(),
    ).toEqual([])
    expect(
      ids(
        await autosaves(folder, () => false)
          .open()
          .recoverable(),
      ),
    ).toEqual([entry.id])
  })

  test('a process that ended is known to be gone, and one that runs to be there', async () => {
    await autosaves(folder).open().save(entry)
    const [name] = await readdir(folder)
    const file = join(folder, name!)
    const written = JSON.parse(await readFile(file, 'utf8'))
    const recoverableBy = async (pid: number, savedAt: number) => {
      await writeFile(file, JSON.stringify({ ...written, pid, savedAt }))
      return ids(await autosaves(folder).open().recoverable())
    }
    expect(await recoverableBy(process.ppid, Date.now())).toEqual([])
    expect(await recoverableBy(2 ** 22 + 1, Date.now())).toEqual([entry.id])
    // Before the computer last started.
    expect(await recoverableBy(process.ppid, 1)).toEqual([entry.id])
  })

  test('damaged files are passed over and stay', async () => {
    const service = autosaves(folder)
    const window = service.open()
    await window.save(entry)
    const whole = await readFile(join(folder, (await readdir(folder))[0]!), 'utf8')
    await writeFile(join(folder, 'cut.json'), whole.slice(0, whole.length / 2))
    await writeFile(join(folder, 'other.json'), '[]')
    await writeFile(
      join(folder, 'bad-document.json'),
      JSON.stringify({ ...JSON.parse(whole), id: 'bad', document: '{' }),
    )
    window.release()
    expect(ids(await service.open().recoverable())).toEqual([entry.id])
    expect(await readdir(folder)).toHaveLength(4)
  })

  test('closing without saving forgets them', async () => {
    const window = autosaves(folder).open()
    await window.save(entry)
    await window.save({ ...entry, id: 'two' })
    await window.discardAll()
    expect(await readdir(folder)).toEqual([])
  })
})
