// A figure drawn in a thread of its own is the same file, and can be given up.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { exportFigure } from '../../src-main/exporters/figure.ts'
import { newDocument } from '../../templates/open.ts'
import { buildWorker } from '../build-worker.ts'

let folder: string
let worker: string
let document: LoomDocument

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-figure-'))
  worker = await buildWorker('src-main/exporters/figure-worker.ts', 'test-figure')
  const made = newDocument('googlenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  document = made.value
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(['svg', 'pdf', 'png'] as const)('%s', async (format) => {
  const draw = async (name: string, where: { worker?: string }) => {
    const path = join(folder, `${name}.${format}`)
    expect(await exportFigure(document, { format, path, locale: 'en', scale: 1 }, where)).toMatchObject({ ok: true })
    return readFile(path, 'latin1')
  }
  const [there, here] = [await draw('there', { worker }), await draw('here', {})]
  // A PDF says when it was made.
  const withoutTime = (file: string) => file.replace(/\(D:\d+Z\)|\/ID \[.*?\]/gs, '')
  expect(withoutTime(there)).toBe(withoutTime(here))
})

test('given up, nothing is written', async () => {
  const before = await readdir(folder)
  const abort = new AbortController()
  const order = { format: 'png', path: join(folder, 'given-up.png'), locale: 'en', scale: 4 } as const
  const writing = exportFigure(document, order, { worker, signal: abort.signal })
  setTimeout(() => abort.abort(), 50)
  expect(await writing).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  expect(await readdir(folder)).toEqual(before)
})
