import { readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { fail, ok } from '../../src-core/result.ts'
import { uploads } from './uploads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('pieces of two files lie side by side while one is opened, and are gone afterwards', async () => {
  const given = uploads()
  await given.take('a', 'model.json', bytes('{"weights": '))
  await given.take('a', 'shard.bin', bytes('12'))
  await given.take('a', 'model.json', bytes('"shard.bin"}'))
  let folder = ''
  const opened = await given.open('a', 'model.json', async (path) => {
    folder = dirname(path)
    return ok([await readFile(path, 'utf8'), (await readdir(folder)).sort()])
  })
  expect(opened).toEqual(ok(['{"weights": "shard.bin"}', ['model.json', 'shard.bin']]))
  await expect(readdir(dirname(folder))).rejects.toThrow('ENOENT')
  expect(await given.open('a', 'model.json', async () => ok(1))).toMatchObject({ failure: { code: 'upload-gone' } })
})

test('what is not opened goes with the page, and what is refused goes at once', async () => {
  const given = uploads()
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith('layerloom-upload-'))
  await given.take('a', 'a.keras', bytes('a'))
  await given.take('b', 'b.keras', bytes('b'))
  const refused = await given.open('b', 'b.keras', async () => fail('not-keras', { en: 'None.', zh: '不是。' }))
  expect(refused.ok).toBe(false)
  await given.close()
  expect((await readdir(tmpdir())).filter((name) => name.startsWith('layerloom-upload-'))).toEqual(before)
})

test.each(['', '.', '..', '../a.keras', 'a/b.keras', 'a\\b.keras', 'C:a.keras', 'a\0.keras'])(
  'a name that is a path is refused: %j',
  async (name) => {
    expect(await uploads().take('a', name, bytes('a'))).toMatchObject({ ok: false, failure: { code: 'no-file-name' } })
  },
)
