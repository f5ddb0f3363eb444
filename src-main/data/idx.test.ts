import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIdx, readIdxShape } from './idx.ts'

let path: string
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'layerloom-idx-')), 'file')
})
afterAll(() => rm(join(path, '..'), { recursive: true, force: true }))

/** Two by three bytes, as the format's description says. */
const sound = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]

test('shape and values', async () => {
  await writeFile(path, Uint8Array.from(sound))
  const idx = await readIdx(path, 2)
  expect(idx.ok && { ...idx.value, data: [...idx.value.data] }).toEqual({ shape: [2, 3], data: [1, 2, 3, 4, 5, 6] })
  expect(await readIdxShape(path, 2)).toEqual({ ok: true, value: [2, 3] })
})

test.each([
  ['empty', []],
  ['cut off in the header', sound.slice(0, 9)],
  ['cut off in the values', sound.slice(0, -1)],
  ['longer than it says', [...sound, 7]],
  ['of floats', sound.with(2, 0x0d)],
  ['of three axes', sound.with(3, 3)],
  ['of four thousand million rows', sound.with(4, 255)],
  ['something else', [...Buffer.from('PK and more than twelve bytes')]],
])('a file that is %s is damaged', async (_name, bytes) => {
  await writeFile(path, Uint8Array.from(bytes))
  expect(await readIdx(path, 2)).toMatchObject({ ok: false, failure: { code: 'data-damaged' } })
  expect(await readIdxShape(path, 2)).toMatchObject({ ok: false, failure: { code: 'data-damaged' } })
})

test('a file that is not there', async () => {
  expect(await readIdx(`${path}-none`, 2)).toMatchObject({ ok: false, failure: { code: 'not-found' } })
})
