import { readdir, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { findWorker } from '../find-worker.ts'
import { inThread } from '../in-thread.ts'
import { largestFile } from './read-bytes.ts'
import type { Found, Order } from './read-here.ts'

/** How a file is read in a thread of its own. */
export interface Apart {
  /** Ends it at once. */
  signal?: AbortSignal
  /** The thread's built file; without one, the file is read where it is asked for. */
  worker?: string
  /** Milliseconds: what takes longer is refused. */
  limit?: number
}

/**
 * Reads another program's file in a thread of its own, so that whatever the file holds, the program goes on: a damaged one
 * can make HDF5's library, which is C, loop for ever. Refused in words where it takes too long or too much memory.
 */
export async function readApart<O extends Order>(
  order: O,
  { signal, worker = findWorker('import-worker'), limit }: Apart = {},
): Promise<Result<Found<O>>> {
  if (signal?.aborted) return cancelled
  const found = await (worker === undefined
    ? // Tests run from sources, of which no thread can be started; those of what is hostile give one that they built.
      (await import('./read-here.ts')).readHere(order)
    : inTime(order, { signal, worker, limit }))
  return signal?.aborted ? cancelled : found
}

/**
 * Megabytes of values that JavaScript keeps: a configuration of 16 MB is a third of it. Weights lie outside, in buffers. Where a
 * list has to grow by more at once than is left, V8 ends the whole process: the readers bound their lists.
 */
const heap = 1024

async function inTime<O extends Order>(
  order: O,
  { signal, worker, limit }: Apart & { worker: string },
): Promise<Result<Found<O>>> {
  const { path } = order
  const late = new AbortController()
  void within(path, limit).then((limit) => late.abort(limit))
  const ends = signal ? AbortSignal.any([signal, late.signal]) : late.signal
  const found = await inThread<Result<Found<O>>>(worker, order, { signal: ends, heap })
  if (found === 'out-of-memory') return noMemory(path)
  return found === 'aborted' ? tookTooLong(path, Number(late.signal.reason)) : found.answer
}

/** Milliseconds for a small file, from a cold disk on a slow machine. */
const least = 15_000
/** Bytes that a slow disk gives in a millisecond: 4 MB a second. */
const pace = 4000

/** Ends when the file should have been read, and says how many milliseconds that was. */
async function within(path: string, given: number | undefined): Promise<number> {
  const limit = given ?? least + Math.min(await bytesToRead(path), largestFile) / pace
  await wait(limit, undefined, { ref: false })
  return limit
}

/** Of a file; of JSON with the files beside it, among which a tfjs model has its weights. */
async function bytesToRead(path: string): Promise<number> {
  try {
    if (extname(path).toLowerCase() !== '.json') return (await stat(path)).size
    const folder = dirname(path)
    const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size)
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  } catch {
    // The reader says what is wrong with it.
    return 0
  }
}

export const cancelled = fail('cancelled', { en: 'The import was cancelled.', zh: '导入已取消。' })

function tookTooLong(path: string, limit: number) {
  const seconds = Math.round(limit / 1000)
  return fail(
    'took-too-long',
    {
      en: `${path} could not be read within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}: it is probably damaged.`,
      zh: `${seconds} 秒内未能读完 ${path}：该文件可能已损坏。`,
    },
    {
      en: 'Save or download it again. If its disk is slow, copy it to another one first.',
      zh: '请重新保存或下载该文件。如果所在磁盘较慢，请先将其复制到其他磁盘。',
    },
  )
}

const noMemory = (path: string) =>
  fail(
    'out-of-memory',
    {
      en: `There is not enough memory to read ${path}, or it is damaged.`,
      zh: `内存不足，无法读取 ${path}，或该文件已损坏。`,
    },
    {
      en: 'Close other programs and try again. If the file is small, save or download it again.',
      zh: '请关闭其他程序后重试。如果文件不大，请重新保存或下载。',
    },
  )
