import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import { newDocument } from '../../templates/open.ts'
import { onTinyDisk } from '../../test/training/tiny-disk.ts'
import { exportModel } from './export.ts'
import { randomWeights } from './initial-weights.ts'

const made = newDocument('lenet', { edition: 'documented' })
if (!made.ok) throw new Error(made.failure.message.en)
const document = made.value
const weights = randomWeights(document, 1)
const formats: ExportFormat[] = ['keras', 'h5', 'h5-weights', 'savedmodel', 'tfjs', 'tfjs-graph', 'onnx']

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-cancel-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.each(formats)('%s', (format) => {
  test('tells how far it is, to the end', async () => {
    const shares: number[] = []
    const following = { onProgress: (share: number) => void shares.push(share) }
    expect(await exportModel({ document, weights, format, path: join(folder, 'model'), following })).toMatchObject({
      ok: true,
    })
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBeGreaterThan(0.95)
  })

  test('that is cancelled leaves nothing behind, and what was there as it was', async () => {
    const path = join(folder, 'model')
    const write = (following?: object) => exportModel({ document, weights, format, path, ...following })
    for (const isThere of [false, true]) {
      const before = isThere && (await write()) && (await contentOf(path))
      const abort = new AbortController()
      const onProgress = () => abort.abort()
      const cancelled = await write({ following: { onProgress, signal: abort.signal } })
      expect(cancelled).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
      expect(await readdir(folder)).toEqual(isThere ? ['model'] : [])
      if (isThere) expect(await contentOf(path)).toEqual(before)
    }
  })

  test('a full disk is called that, and nothing is left on it', async (context) => {
    const could = await onTinyDisk(100, async (disk) => {
      const written = await exportModel({ document, weights, format, path: join(disk, 'model') })
      expect(written).toMatchObject({ ok: false, failure: { code: 'disk-full' } })
      expect(await readdir(disk)).toEqual([])
    })
    context.skip(!could, 'this process may not mount a disk')
  })

  test('a folder that is not there is called that', async () => {
    const written = await exportModel({ document, weights, format, path: join(folder, 'nowhere/model') })
    expect(written).toMatchObject({ ok: false, failure: { code: 'folder-missing' } })
    expect(await readdir(folder)).toEqual([])
  })
})

async function contentOf(path: string): Promise<Record<string, string>> {
  const names = (await stat(path)).isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path]
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(name, 'base64')])))
}
