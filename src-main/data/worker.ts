/** A thread that reads images, see `pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { createReader } from './reader.ts'
import type { Job, WorkerOrder } from './pool.ts'

const { readings, memory } = workerData as WorkerOrder
const readers = readings.map((reading) => createReader(reading, memory / readings.length))

/** The jobs so far: one after another, because the first batch is waited for first. */
let done: Promise<void> = Promise.resolve()

parentPort!.on('message', (job: Job) => {
  done = done.then(() => answer(job))
})

async function answer({ id, part, buffer, ...wish }: Job) {
  const unread = await readers[part]!({ ...wish, images: new Float32Array(buffer) })
  parentPort!.postMessage({ id, unread })
}
