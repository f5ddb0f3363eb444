import { availableParallelism, freemem } from 'node:os'
import { Worker } from 'node:worker_threads'
import { loadJpegTurbo } from './jpeg.ts'
import type { Reading, Unread, Wish } from './reader.ts'
import { loadSharp } from './sharp.ts'

/** What a thread is started with. */
export interface WorkerOrder {
  readings: Reading[]
  /** Bytes of decoded images that this thread may keep. */
  memory: number
  /** How many there are; each reads its share. */
  threads: number
}

/** Some examples of one of the readings, to be written into memory that all threads share. */
export interface Job extends Omit<Wish, 'images'> {
  id: number
  part: number
  buffer: SharedArrayBuffer
}

/** The step rests while it waits for data, and waits for none while threads rest. Above eight, memory is slower than they. */
const threads = Math.min(availableParallelism(), 8)

/** Decoded images kept in memory: never more than a quarter of what is free at the beginning. */
const memoryKept = () => Math.min(2 ** 30, freemem() / 4)

export interface Pool {
  /** @param part the number of the reading */
  read(part: number, wish: Omit<Wish, 'images'> & { buffer: SharedArrayBuffer }): Promise<Unread[]>
  close(): Promise<void>
}

/** Threads that read examples. Each has its own share of them, so that what it keeps in memory no other keeps too. */
export function createPool(worker: string, readings: readonly Reading[]): Pool {
  const memory = memoryKept() / threads
  const shared = readings.map(share)
  const startAll = () => Array.from({ length: threads }, () => start(worker, { readings: shared, memory, threads }))
  const readsFiles = readings.some(({ origin }) => origin.kind === 'files')
  const starting = Promise.resolve(readsFiles ? loadJpegTurbo() : undefined).then(startAll)
  return {
    async read(part, { indices, places, epoch, buffer }) {
      const workers = await starting
      const answers = workers.map((worker, own) => {
        const mine = indices.flatMap((index, i) => (index % threads === own ? [i] : []))
        if (mine.length === 0) return []
        return worker.ask({
          part,
          indices: mine.map((i) => indices[i]!),
          places: mine.map((i) => places[i]!),
          epoch,
          buffer,
        })
      })
      return (await Promise.all(answers)).flat()
    },
    async close() {
      const workers = await starting
      // Native libraries outlive a thread that uses them only where the main thread has loaded them too.
      if (readsFiles) await loadSharp()
      await Promise.all(workers.map((worker) => worker.end()))
    },
  }
}

/** Images in memory are there once, whatever number of threads reads them. */
function share(reading: Reading): Reading {
  const { origin } = reading
  if (origin.kind !== 'bytes') return reading
  const pixels = new Uint8Array(new SharedArrayBuffer(origin.pixels.length))
  pixels.set(origin.pixels)
  return { ...reading, origin: { ...origin, pixels } }
}

interface Waiting {
  resolve(unread: Unread[]): void
  reject(error: Error): void
}

function start(file: string, order: WorkerOrder) {
  const worker = new Worker(file, { workerData: order })
  const waiting = new Map<number, Waiting>()
  let jobs = 0
  let broken: Error | undefined
  const settle = (id: number, how: (one: Waiting) => void) => {
    how(waiting.get(id)!)
    waiting.delete(id)
    // A thread that has nothing to do keeps no process up.
    if (waiting.size === 0) worker.unref()
  }
  worker.on('message', ({ id, unread }: { id: number; unread: Unread[] }) =>
    settle(id, ({ resolve }) => resolve(unread)),
  )
  worker.on('error', (error) => {
    broken = error as Error
    for (const id of waiting.keys()) settle(id, ({ reject }) => reject(broken!))
  })
  worker.unref()
  return {
    ask(job: Omit<Job, 'id'>): Promise<Unread[]> {
      if (broken) return Promise.reject(broken)
      const id = jobs++
      worker.ref()
      const answer = new Promise<Unread[]>((resolve, reject) => waiting.set(id, { resolve, reject }))
      worker.postMessage({ id, ...job } satisfies Job)
      return answer
    },
    end: () => worker.terminate(),
  }
}
