import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdsOnlyTfjsModel, writeExportedFile, writeExportedFolder } from './write.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-write-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const modelJson = JSON.stringify({ format: 'layers-model', weightsManifest: [{ paths: ['old.bin'], weights: [] }] })
const model = { 'model.json': [bytes(modelJson)], 'new.bin': [bytes('ne'), bytes('w')] }
const writeModel = (path: string) => writeExportedFolder(path, model, holdsOnlyTfjsModel('layers-model'))

test('a file in pieces, in place of an earlier one', async () => {
  const path = join(folder, 'net.keras')
  await writeFile(path, 'old')
  expect(await writeExportedFile(path, [bytes('one '), bytes('two')])).toEqual({ ok: true, value: { path, bytes: 7 } })
  expect(await readFile(path, 'utf8')).toBe('one two')
  expect(await readdir(folder)).toEqual(['net.keras'])
})

test.each([
  ['a folder', '.', 'is-a-folder'],
  ['a path through no folder', 'nowhere/net.keras', 'folder-missing'],
  ['a name too long', 'n'.repeat(300), 'name-too-long'],
])('a file is not written to %s', async (_name, path, code) => {
  expect(await writeExportedFile(join(folder, path), [bytes('x')])).toMatchObject({ ok: false, failure: { code } })
  expect(await readdir(folder)).toEqual([])
})

test('a folder is made, or filled where it is empty', async () => {
  await mkdir(join(folder, 'empty'))
  for (const name of ['made', 'empty']) {
    expect(await writeModel(join(folder, name))).toMatchObject({ ok: true })
    expect((await readdir(join(folder, name))).sort()).toEqual(['model.json', 'new.bin'])
  }
  expect((await readdir(folder)).sort()).toEqual(['empty', 'made'])
})

test('a folder that holds a model and nothing else is replaced', async () => {
  const path = join(folder, 'model')
  await mkdir(path)
  await writeFile(join(path, 'model.json'), modelJson)
  await writeFile(join(path, 'old.bin'), 'old')
  expect(await writeModel(path)).toMatchObject({ ok: true })
  expect((await readdir(path)).sort()).toEqual(['model.json', 'new.bin'])
  expect(await readdir(folder)).toEqual(['model'])
})

test.each([
  ['files of another kind', { 'thesis.txt': 'years of work' }],
  ['a model and something else', { 'model.json': modelJson, 'old.bin': 'old', 'notes.txt': 'mine' }],
  ['a model.json that is none', { 'model.json': '{"name":"a car"}' }],
  ['a model.json that is not JSON', { 'model.json': '…' }],
])('a folder with %s is left alone', async (_name, files) => {
  const path = join(folder, 'full')
  await mkdir(path)
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  expect(await writeModel(path)).toMatchObject({ ok: false, failure: { code: 'folder-not-empty' } })
  expect((await readdir(path)).sort()).toEqual(Object.keys(files).sort())
  expect(await readdir(folder)).toEqual(['full'])
})

test.each([
  ['onto a file', 'file', 'is-a-file'],
  ['below a file', 'file/model', 'folder-missing'],
  ['through no folder', 'nowhere/model', 'folder-missing'],
])('a folder is not written %s', async (_name, path, code) => {
  await writeFile(join(folder, 'file'), 'mine')
  expect(await writeModel(join(folder, path))).toMatchObject({ ok: false, failure: { code } })
  expect(await readdir(folder)).toEqual(['file'])
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('mine')
})
