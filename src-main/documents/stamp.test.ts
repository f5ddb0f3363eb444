import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import type { FileStamp } from '../../src-core/contract/contract.ts'
import { openDocument, saveDocument } from './open-save.ts'
import { changedFailure, stampOfFile } from './stamp.ts'

const network = (epochs: number) => asDocument({ nodes: {}, edges: {} }, { epochs })

let folder: string
let path: string
let known: FileStamp
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-stamps-'))
  path = join(folder, 'net.loom')
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  const saved = await saveDocument(path, network(5))
  if (!saved.ok) throw new Error(saved.failure.message.en)
  known = saved.value.stamp
})

/** Later than it was saved here: what is written within one tick of the disk's clock has the same time. */
async function another() {
  await saveDocument(path, network(6))
  await utimes(path, known.modifiedAt / 1000 + 1, known.modifiedAt / 1000 + 1)
}

/** What other programs do to a file, and whether it holds something else afterwards. */
const doings = [
  { name: 'nothing', isChanged: false, doing: async () => {} },
  { name: 'touched', isChanged: false, doing: () => utimes(path, 1, 1) },
  { name: 'written as it was', isChanged: false, doing: async () => writeFile(path, await readFile(path)) },
  { name: 'another of the same length', isChanged: true, doing: another },
  { name: 'longer', isChanged: true, doing: () => saveDocument(path, network(600)) },
  { name: 'emptied', isChanged: true, doing: () => writeFile(path, '') },
]
test.each(doings)('$name: changed is $isChanged', async ({ isChanged, doing }) => {
  await doing()
  const now = await stampOfFile(path, known)
  expect(now!.hash !== known.hash).toBe(isChanged)
  expect((await changedFailure(path, known))?.failure.code).toBe(isChanged ? 'changed-on-disk' : undefined)
})

test('a file that is gone has no stamp and is not written again unasked', async () => {
  await rm(path)
  expect(await stampOfFile(path, known)).toBeNull()
  expect((await changedFailure(path, known))?.failure.code).toBe('gone-from-disk')
  expect(await changedFailure(path, undefined)).toBeUndefined()
})

test('opening says the same of a file as saving it did', async () => {
  const opened = await openDocument(path)
  expect(opened.ok && opened.value.stamp).toEqual(known)
})
