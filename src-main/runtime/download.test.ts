import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveRanges } from '../../test/runtime/range-server.ts'
import type { Mishap, RangeServer } from '../../test/runtime/range-server.ts'
import { download, downloadsIn, startOf } from './download.ts'
import type { DownloadOptions, Progress } from './download.ts'

const content = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 2654435761) >>> 24))
const sha256 = createHash('sha256').update(content).digest('hex')

let folder: string
let path: string
let server: RangeServer
let url: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-download-'))
  path = join(folder, 'a.whl')
  server = await serveRanges({ '/a.whl': content })
  url = `${server.origin}/a.whl`
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const options = (more: Partial<DownloadOptions> = {}): DownloadOptions => ({
  reserve: 0,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  retryAfter: [5, 5],
  stallAfter: 2_000,
  ...more,
})

describe('fetching a file', () => {
  test.each<{ name: string; mishaps: Mishap[]; requests: number; sent: number }>([
    { name: 'in one go', mishaps: [], requests: 1, sent: 3_000_000 },
    {
      name: 'cut twice in the middle',
      mishaps: [{ cutAfter: 1_000_000 }, { cutAfter: 500_000 }],
      requests: 3,
      sent: 3_000_000,
    },
    {
      name: 'from a server without ranges',
      mishaps: [{ cutAfter: 1_000_000 }, { noRanges: true }],
      requests: 2,
      sent: 4_000_000,
    },
    {
      name: 'that has changed meanwhile',
      mishaps: [{ cutAfter: 1_000_000, etag: '"old"' }],
      requests: 2,
      sent: 4_000_000,
    },
    { name: 'after errors of the server', mishaps: [{ status: 503 }, { status: 429 }], requests: 3, sent: 3_000_000 },
    { name: 'whose connection goes silent', mishaps: [{ stallAfter: 1_000_000 }], requests: 2, sent: 3_000_000 },
  ])('$name', async ({ mishaps, requests, sent }) => {
    server.mishaps.push(...mishaps)
    expect(await download({ url, sha256 }, path, options())).toEqual({ ok: true, value: undefined })
    expect(content.equals(await readFile(path))).toBe(true)
    expect(server.asked.length).toBe(requests)
    // Of a connection that breaks, what it had just brought may be lost.
    expect(server.sent()).toBeGreaterThanOrEqual(sent)
    expect(server.sent()).toBeLessThan(sent + 300_000)
    expect(await readdir(folder)).toEqual(['a.whl', 'a.whl.json'])
  })

  test('paused, then gone on with by another call: only what is missing is asked for', async () => {
    const abort = new AbortController()
    server.mishaps.push({ stallAfter: 2_000_000 })
    const onProgress = ({ received }: Progress) => received > 0 && abort.abort()
    const first = download({ url, sha256 }, path, options({ signal: abort.signal, onProgress, stallAfter: 60_000 }))
    setTimeout(() => abort.abort(), 500)
    await expect(first).rejects.toThrow()
    const kept = (await stat(`${path}.part`)).size
    expect(await downloadsIn(folder)).toEqual({ received: kept, total: 3_000_000 })
    expect(kept).toBeGreaterThan(0)

    const seen: Progress[] = []
    const rest = await download({ url, sha256 }, path, options({ onProgress: (progress) => seen.push(progress) }))
    expect(rest.ok).toBe(true)
    expect(server.asked).toEqual(['all', `bytes=${kept}-`])
    expect(seen[0]).toEqual({ received: kept, total: 3_000_000 })
    expect(seen.at(-1)).toEqual({ received: 3_000_000, total: 3_000_000 })
    expect(content.equals(await readFile(path))).toBe(true)
  })

  test('from another address of the same content, and not at all when it is there', async () => {
    server.files.set('/mirror.whl', content)
    server.mishaps.push({ cutAfter: 1_000_000 }, { status: 404 })
    await download({ url, sha256 }, path, options())
    expect(await downloadsIn(folder)).toBeUndefined()

    server.mishaps.push({ cutAfter: 1_000_000 }, { status: 500 }, { status: 500 }, { status: 500 })
    expect((await download({ url, sha256 }, path, options())).ok).toBe(false)
    await download({ url: `${server.origin}/mirror.whl`, sha256 }, path, options())
    expect(server.asked.at(-1)).toMatch(/^bytes=[1-9]/)
    const requests = server.asked.length
    expect((await download({ url, sha256 }, path, options())).ok).toBe(true)
    expect(server.asked.length).toBe(requests)
  })
})

describe('a fetch that fails', () => {
  const codeOf = async (more: Partial<DownloadOptions> = {}, wanted = { url, sha256 }) => {
    const result = await download(wanted, path, options(more))
    return result.ok ? 'ok' : result.failure.code
  }

  test('because the content is another: nothing is kept', async () => {
    expect(await codeOf({}, { url, sha256: '0'.repeat(64) })).toBe('damaged')
    expect(await readdir(folder)).toEqual([])
  })

  test('because what was kept belongs to other content: it is not mixed in', async () => {
    await writeFile(`${path}.part`, 'x'.repeat(1000))
    await writeFile(`${path}.json`, JSON.stringify({ url, sha256: '0'.repeat(64), total: 5000 }))
    expect(await codeOf()).toBe('ok')
    expect(server.asked).toEqual(['all'])
  })

  test('because more is kept than there is', async () => {
    await writeFile(`${path}.part`, Buffer.concat([content, content]))
    await writeFile(`${path}.json`, JSON.stringify({ url, sha256, total: 3_000_000 }))
    expect(await codeOf()).toBe('ok')
    expect(server.asked).toEqual(['bytes=6000000-', 'all'])
  })

  test.each([
    [404, 'not-there'],
    [403, 'server-refused'],
  ])('because the server answers %i', async (status, code) => {
    server.mishaps.push({ status })
    expect(await codeOf()).toBe(code)
    expect(server.asked.length).toBe(1)
  })

  test('because nobody listens, or the connection breaks whenever it stands', async () => {
    server.mishaps.push({ cutAfter: 0 }, { cutAfter: 0 }, { cutAfter: 0 })
    expect(await codeOf()).toBe('no-network')
    await server.close()
    const refused = await download({ url, sha256 }, path, options())
    expect(refused).toMatchObject({ ok: false, failure: { code: 'no-network' } })
    expect(!refused.ok && refused.failure.message.en).toMatch(/^127\.0\.0\.1:\d+ cannot be reached.*ECONNREFUSED/)
  })

  test('because the disk has no room: said before anything is fetched', async () => {
    expect(await codeOf({ reserve: 1e18 })).toBe('disk-full')
    expect(await readdir(folder)).toEqual([])
  })

  test('because the folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    const result = await download({ url, sha256 }, join(folder, 'file', 'a.whl'), options())
    expect(!result.ok && result.failure.code).toBe('write-failed')
  })

  test('because the disk fills up: what fits is kept', async ({ skip }) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', folder]).status !== 0)
      return skip('mounting a tiny disk needs root on Linux')
    try {
      // Someone else takes what was free when the download asked.
      const other = join(folder, 'other')
      const onProgress = () => existsSync(other) || void spawnSync('fallocate', ['-l', '3m', other])
      const full = await download({ url, sha256 }, path, options({ onProgress }))
      expect(!full.ok && full.failure.code).toBe('disk-full')
      expect((await stat(`${path}.part`)).size).toBeGreaterThan(1_000_000)
      await rm(other)
      expect((await download({ url, sha256 }, path, options())).ok).toBe(true)
      expect(content.equals(await readFile(path))).toBe(true)
    } finally {
      spawnSync('umount', [folder])
    }
  })
})

test.each([
  { status: 200, kept: 500, range: undefined, start: 0 },
  { status: 206, kept: 500, range: 'bytes 500-999/1000', start: 500 },
  { status: 206, kept: 500, range: 'bytes 400-999/1000', start: undefined },
  { status: 206, kept: 500, range: undefined, start: undefined },
  { status: 304, kept: 500, range: undefined, start: undefined },
])('an answer $status, $range to $kept kept bytes begins at $start', ({ status, kept, range, start }) => {
  const headers = new Headers(range ? { 'content-range': range } : {})
  expect(startOf({ status, headers }, kept)).toBe(start)
})
