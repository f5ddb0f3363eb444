import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { writeAtomic } from '../documents/write-atomic.ts'
import { freeBytes } from './disk.ts'
import { damaged, diskTooFull, networkFailure, serverRefused, writeFailure } from './failures.ts'
import type { Failed } from './failures.ts'
import { createPace } from './pace.ts'

export interface Wanted {
  url: string
  /** Hexadecimal. Without it the length alone is compared. */
  sha256?: string
}

export interface Progress {
  /** Bytes, with what earlier attempts brought. */
  received: number
  total: number
  secondsLeft?: number
}

export interface DownloadOptions {
  /** Bytes that must be left on the disk when the file is there. */
  reserve: number
  signal: AbortSignal
  onProgress(progress: Progress): void
  /** Milliseconds to wait before each new attempt after one that brought nothing. */
  retryAfter?: readonly number[]
  /** Milliseconds without a byte after which a connection counts as broken. */
  stallAfter?: number
}

/** What an unfinished download is of, beside its `.part` file, so that it can go on in another process. */
const Note = z.object({
  url: z.string(),
  sha256: z.string().optional(),
  total: z.number(),
  /** The server's name for this very content. */
  etag: z.string().optional(),
})
type Note = z.output<typeof Note>

const partOf = (path: string) => `${path}.part`
const noteOf = (path: string) => `${path}.json`

/**
 * Fetches a file, going on where an earlier attempt ended: the same address, or another one of the same hash. Broken
 * connections are tried again by itself, with patience as long as nothing comes. Rejects only when the signal aborts.
 *
 * `path` comes into being when the file is whole and its hash is right.
 */
export async function download(wanted: Wanted, path: string, options: DownloadOptions): Promise<Result<void>> {
  const { signal, retryAfter = [1_000, 2_000, 4_000, 8_000] } = options
  try {
    await mkdir(dirname(path), { recursive: true })
    if (await isFinished(path, wanted)) return ok(undefined)
    for (let fruitless = 0; ;) {
      const before = await sizeOf(partOf(path))
      const attempt = await fetchRest(wanted, path, options)
      signal.throwIfAborted()
      if (attempt === 'whole') return await finish(wanted, path)
      if (!('retry' in attempt)) return attempt
      fruitless = (await sizeOf(partOf(path))) > before ? 0 : fruitless + 1
      if (fruitless > retryAfter.length) return attempt.retry
      if (fruitless > 0) await sleep(retryAfter[fruitless - 1], undefined, { signal })
    }
  } catch (error) {
    signal.throwIfAborted()
    return writeFailure(error, dirname(path))
  }
}

/** The unfinished or not yet unpacked downloads of a folder, summed. */
export async function downloadsIn(folder: string): Promise<{ received: number; total: number } | undefined> {
  const names = await readdir(folder).catch(() => [])
  const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name.slice(0, -5)))
  let sum: { received: number; total: number } | undefined
  for (const path of paths) {
    const note = await readNote(path)
    const received = (await sizeOf(partOf(path))) || (await sizeOf(path))
    if (note && received > 0) sum = { received: (sum?.received ?? 0) + received, total: (sum?.total ?? 0) + note.total }
  }
  return sum
}

/** What an unfinished download at this path is of, so that nobody has to be asked for its address again. */
export async function readNote(path: string): Promise<Note | undefined> {
  try {
    return Note.parse(JSON.parse(await readFile(noteOf(path), 'utf8')))
  } catch {
    return undefined
  }
}

export async function forgetDownload(path: string): Promise<void> {
  await Promise.all([path, partOf(path), noteOf(path)].map((file) => rm(file, { force: true })))
}

type Attempt = 'whole' | { retry: Failed } | Failed

/** One connection: asks for the bytes that are missing and appends them to the part. */
async function fetchRest(wanted: Wanted, path: string, options: DownloadOptions): Promise<Attempt> {
  const note = await readNote(path)
  const kept = note && sameContent(note, wanted) ? await sizeOf(partOf(path)) : 0
  if (kept > 0 && kept === note!.total) return 'whole'

  const stalled = new AbortController()
  const signal = AbortSignal.any([options.signal, stalled.signal])
  const watch = setTimeout(() => stalled.abort(new Error('no answer')), options.stallAfter ?? 30_000)
  try {
    const response = await fetch(wanted.url, { headers: askFor(kept, note), signal })
    const start = startOf(response, kept)
    if (start === undefined) return await refusal(response, path, wanted.url)
    const total = start + Number(response.headers.get('content-length'))
    if (total === start) return await refusal(response, path, wanted.url)
    const free = await freeBytes(dirname(path))
    const needed = total - start + options.reserve
    if (free < needed) return diskTooFull(dirname(path), needed, free)
    const etag = response.headers.get('etag') ?? undefined
    await writeAtomic(noteOf(path), JSON.stringify({ ...wanted, total, etag } satisfies Note))

    const part = await open(partOf(path), start > 0 ? 'r+' : 'w')
    try {
      await part.truncate(start)
      const received = await append(part, response.body!, { ...options, start, total, alive: () => watch.refresh() })
      if (received === total) return 'whole'
      return { retry: networkFailure(new Error('closed too early'), wanted.url) }
    } finally {
      await part.close()
    }
  } catch (error) {
    if (isWriteError(error)) throw error
    return { retry: networkFailure(stalled.signal.reason ?? error, wanted.url) }
  } finally {
    clearTimeout(watch)
  }
}

function askFor(kept: number, note: Note | undefined): Record<string, string> {
  // A file that is packed on the way has another length and cannot be gone on with.
  const plain = { 'accept-encoding': 'identity' }
  if (kept === 0) return plain
  const unchanged = note?.etag && !note.etag.startsWith('W/') ? { 'if-range': note.etag } : undefined
  return { ...plain, range: `bytes=${kept}-`, ...unchanged }
}

/** At which byte the answer begins; a server that knows no ranges, or has another file by now, begins anew. */
export function startOf(response: Pick<Response, 'status' | 'headers'>, kept: number): number | undefined {
  if (response.status === 200) return 0
  if (response.status !== 206) return undefined
  const begin = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return Number(begin) === kept ? kept : undefined
}

async function refusal(response: Response, path: string, url: string): Promise<Attempt> {
  await response.body?.cancel()
  const { status } = response
  // 416: what is kept is longer than the file; a 206 here begins at a byte that was not asked for.
  if (status === 416 || status === 206) {
    await forgetDownload(path)
    return { retry: serverRefused(status, url) }
  }
  const refused = serverRefused(status, url)
  if (status === 408 || status === 429 || status >= 500) return { retry: refused }
  await forgetDownload(path)
  return refused
}

interface Appending extends DownloadOptions {
  start: number
  total: number
  alive(): void
}

async function append(part: FileHandle, body: ReadableStream<Uint8Array>, options: Appending): Promise<number> {
  const pace = createPace(options.start)
  let received = options.start
  options.onProgress({ received, total: options.total })
  for await (const chunk of body) {
    options.alive()
    // A server that sends more than it said must not fill the disk.
    if (received + chunk.length > options.total) break
    await write(part, chunk, received)
    received += chunk.length
    const due = pace.at(received, options.total)
    if (due) options.onProgress({ received, total: options.total, secondsLeft: due.secondsLeft })
  }
  await part.sync()
  options.onProgress({ received, total: options.total })
  return received
}

/** A nearly full disk may take a part of what it is given and say so only by the count. */
async function write(part: FileHandle, chunk: Uint8Array, at: number) {
  for (let done = 0; done < chunk.length;)
    done += (await part.write(chunk, done, chunk.length - done, at + done)).bytesWritten
}

async function finish(wanted: Wanted, path: string): Promise<Result<void>> {
  if (wanted.sha256 && (await hashOf(partOf(path))) !== wanted.sha256) {
    await forgetDownload(path)
    return damaged(`the SHA-256 of ${new URL(wanted.url).pathname.split('/').at(-1)} differs`)
  }
  await rename(partOf(path), path)
  return ok(undefined)
}

async function isFinished(path: string, wanted: Wanted): Promise<boolean> {
  const note = await readNote(path)
  if (!note || !sameContent(note, wanted) || (await sizeOf(path)) !== note.total) return false
  return !wanted.sha256 || (await hashOf(path)) === wanted.sha256
}

const sameContent = (note: Note, wanted: Wanted) =>
  wanted.sha256 ? note.sha256 === wanted.sha256 : note.url === wanted.url

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

const sizeOf = async (path: string) => (await stat(path).catch(() => undefined))?.size ?? 0

/** Of the file system, as against the network: the system names the call. */
const isWriteError = (error: unknown) => {
  const { syscall } = (error ?? {}) as NodeJS.ErrnoException
  return syscall !== undefined && /^(open|write|fsync|ftruncate|rename|mkdir|stat|read|unlink)/.test(syscall)
}
