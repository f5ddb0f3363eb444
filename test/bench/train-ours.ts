/**
 * Trains a network as the trainer does, in a process of its own: an epoch at the start, and one for every line that it
 * is given after the first, which is the job. Tells what each took.
 */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseDocument } from '../../src-core/document/file.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { shuffled } from '../../src-main/data/shuffle.ts'
import { loadTensorFlow } from '../../src-main/runtime/load.ts'
import { buildNetwork } from '../../src-main/training/network.ts'
import { createOptimizer } from '../../src-main/training/optimizers.ts'
import { createStepper } from '../../src-main/training/stepper.ts'
import type { Result } from '../../src-core/result.ts'

export interface Job {
  /** The text of a `.loom` file. */
  document: string
  optimizer: 'adam' | 'momentum'
  batchSize: number
  steps: number
  shape: number[]
  /** Files with the images' 32-bit floats and the labels' 32-bit integers. */
  images: string
  labels: string
}

export interface Told {
  /** What an epoch took. */
  seconds: number
  /** The same as all processors together were busy with it. */
  processors: number
  /** Of memory so far, in MiB. */
  peak: number
}

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message.en)
  return result.value
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const job = JSON.parse((await lines.next()).value) as Job
const { batchSize, steps, optimizer: optimizerName } = job
const size = sizeOf(job.shape)
// Synchronously, into one array: the other way takes the memory twice.
const images = new Float32Array(readFileSync(job.images).buffer)
const labels = new Int32Array(Uint8Array.from(readFileSync(job.labels)).buffer)

const began = performance.now()
const tf = value(await loadTensorFlow())
const network = value(buildNetwork(tf, value(parseDocument(job.document)).document, { seed: 1 }))
const weights = network.weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
const optimizer = createOptimizer(tf, { optimizer: optimizerName }, weights)
const stepper = createStepper(network, { optimizer, counts: { train: [batchSize] }, log: console.error })

let step = 0
async function epoch(number: number): Promise<void> {
  const order = shuffled(batchSize * steps, { seed: 1, epoch: number })
  for (let at = 0; at < order.length; at += batchSize) {
    const batch = { count: batchSize, images: new Float32Array(batchSize * size), labels: new Int32Array(batchSize) }
    order.subarray(at, at + batchSize).forEach((from, to) => {
      batch.images.set(images.subarray(from * size, (from + 1) * size), to * size)
      batch.labels[to] = labels[from]!
    })
    step += 1
    await stepper.train(batch, { step, learningRate: 0.001 })
  }
}

/** Linux says it in KiB. */
function peak(): number {
  const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))!
  return Number(kib) / 1024
}

async function timed(number: number, from: number): Promise<void> {
  const before = process.cpuUsage()
  await epoch(number)
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - from) / 1_000
  const told: Told = { seconds, processors: (user + system) / 1e6, peak: peak() }
  console.log(JSON.stringify(told))
}

await timed(1, began)
for (let number = 2; !(await lines.next()).done; number++) await timed(number, performance.now())
