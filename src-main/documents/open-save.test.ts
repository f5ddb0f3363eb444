import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { largestDocument } from '../../src-core/document/file.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { listFolder } from './folder.ts'
import { openDocument, saveDocument } from './open-save.ts'
import { recentList } from './recent.ts'

const document: LoomDocument = {
  format: 'layerloom',
  version: documentVersion,
  nodes: { input: { type: 'layer', kind: 'input', params: { shape: [28, 28, 1] } } },
  edges: {},
  layout: { input: { x: 1.5, y: -2 } },
  training: Plan.parse({}),
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-documents-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

describe('documents', () => {
  test('what was saved opens again', async () => {
    const saved = await saveDocument(at('网络.loom'), document)
    expect(saved).toMatchObject({ ok: true, value: { path: at('网络.loom') } })
    expect(await openDocument(at('网络.loom'))).toMatchObject({ ok: true, value: { path: at('网络.loom'), document } })
  })

  const refused = [
    { name: 'missing', code: 'not-found', make: async () => {} },
    { name: 'folder', code: 'not-a-file', make: (path: string) => mkdir(path) },
    { name: 'image', code: 'not-text', make: (path: string) => writeFile(path, Buffer.from([0x89, 0x50, 0xff, 0xfe])) },
    {
      name: 'huge',
      code: 'too-large',
      make: async (path: string) => {
        await writeFile(path, '')
        await truncate(path, largestDocument + 1)
      },
    },
    {
      name: 'pipe',
      code: 'not-a-file',
      make: async (path: string) => {
        spawnSync('mkfifo', [path])
      },
    },
  ]
  test.each(refused)('$name: $code', async ({ name, code, make }) => {
    await make(at(name))
    expect(await openDocument(at(name))).toMatchObject({ ok: false, failure: { code } })
  })

  test('a truncated file is refused in words', async () => {
    await saveDocument(at('whole.loom'), document)
    const text = await readFile(at('whole.loom'), 'utf8')
    await writeFile(at('cut.loom'), text.slice(0, text.length / 2))
    const opened = await openDocument(at('cut.loom'))
    expect(opened.ok).toBe(false)
    expect(!opened.ok && opened.failure.message.en.length).toBeGreaterThan(10)
  })

  test('a folder that is missing is named', async () => {
    const saved = await saveDocument(at('nowhere/net.loom'), document)
    expect(saved).toMatchObject({ ok: false, failure: { code: 'folder-missing' } })
  })
})

describe('a folder', () => {
  test('lists folders first, numbers in order, without what is hidden', async () => {
    await mkdir(at('list/sub'), { recursive: true })
    await Promise.all(['net10.loom', 'net2.loom', '.hidden'].map((name) => writeFile(at(`list/${name}`), '')))
    const listed = await listFolder(at('list'))
    expect(listed.ok && listed.value.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder sub',
      'file net2.loom',
      'file net10.loom',
    ])
    expect(listed.ok && listed.value.parent).toBe(folder)
    expect(await listFolder('/')).toMatchObject({ ok: true, value: { parent: null } })
    expect(await listFolder(at('none'))).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})

describe('recent files', () => {
  test('newest first, each once, those that are gone left out; a damaged list begins anew', async () => {
    await Promise.all(['a.loom', 'b.loom'].map((name) => writeFile(at(name), '')))
    const file = at('data/recent.json')
    const recent = recentList(file)
    await Promise.all(['a.loom', 'b.loom', 'gone.loom', 'a.loom'].map((name) => recent.add(at(name))))
    expect((await recentList(file).list()).map(({ name }) => name)).toEqual(['a', 'b'])
    await writeFile(file, '{')
    expect(await recent.list()).toEqual([])
    await recent.add(at('b.loom'))
    expect((await recent.list()).map(({ name }) => name)).toEqual(['b'])
  })
})
