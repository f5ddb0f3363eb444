/** A thread that reads one file of another program, see `read-apart.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { ok } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'
import { readHere } from './read-here.ts'
import type { Order } from './read-here.ts'

const found = await readHere(workerData as Order)
if (found.ok) {
  const weights = found.value.weights.map(onItsOwn)
  // Handed over, not copied: a model's weights would lie in memory twice.
  const buffers = new Set(weights.map(({ data }) => data.buffer as ArrayBuffer))
  parentPort!.postMessage(ok({ ...found.value, weights }), [...buffers])
} else {
  parentPort!.postMessage(found)
}

/** A weight that is a view of something larger, such as the file, would take all of that along. */
function onItsOwn(weight: LayerWeight): LayerWeight {
  const { data } = weight
  return data.byteLength === data.buffer.byteLength ? weight : { ...weight, data: data.slice() }
}
