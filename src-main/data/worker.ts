/** A thread that reads images, see `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { prepareJpegs } from './jpeg.ts'
import { bytesKept, createReader } from './reader.ts'
import type { Job, WorkerOrder } from './pool.ts'
import { createShelf } from './shelf.ts'

const { readings, memory, threads } = workerData as WorkerOrder
const parts = readings.map((reading) => {
  const shelf = createShelf(memory / readings.length)
  return { read: createReader(reading, shelf), makeReady: () => shelf.makeReady(bytesKept(reading) / threads) }
})

/** The jobs so far: one after another, because the first batch is waited for first. */
let done: Promise<void> = Promise.resolve()
let left = 0

parentPort!.on('message', (job: Job) => {
  left += 1
  done = done.then(() => answer(job))
})

async function answer({ id, part, buffer, ...wish }: Job) {
  const unread = await parts[part]!.read({ ...wish, images: new Float32Array(buffer) })
  parentPort!.postMessage({ id, unread })
  left -= 1
  if (left === 0) setImmediate(useRest)
}

/** Makes ready what reading will need, while the network is built and while nothing is asked for. */
function useRest() {
  if (left === 0 && parts.some(({ makeReady }) => makeReady())) setImmediate(useRest)
}

if (readings.some(({ origin }) => origin.kind === 'files')) await prepareJpegs()
setImmediate(useRest)
