import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { changesColours } from './colour.ts'
import { findWorker } from '../find-worker.ts'
import { createPool } from './pool.ts'
import type { Pool } from './pool.ts'
import { createReader } from './reader.ts'
import type { Reading, Unread } from './reader.ts'
import type { Batch, Dataset, Examples, Part, Parts, Skipped } from './source.ts'

export interface DatasetOptions {
  shape: Shape
  augmentation?: Augmentation
  /** What is done to images by chance follows from it. */
  seed?: number
  /** The threads' built file; without one, everything is read where it is asked for. */
  worker?: string
}

/** So many batches are read while one is trained on: what one file takes longer, others make up for. */
const ahead = 3

/** The parts of a source as a network is given them. */
export function createDataset(parts: Parts, options: DatasetOptions): Dataset {
  const { shape, augmentation = plain, seed = 1, worker = findWorker('data-worker') } = options
  const reading = ({ origin }: Part, isTraining: boolean) => ({ origin, shape, augmentation, seed, isTraining })
  const readings = [reading(parts.train, true), reading(parts.validation, false)]
  // Threads start while the network is built.
  const pool = worker !== undefined && readings.some(isWork) ? createPool(worker, readings) : undefined
  const skipped = new Map<string, Skipped>()
  const spare: SharedArrayBuffer[] = []
  const examples = (part: Part, number: number): Examples => {
    const read = readings[number]!
    const byThreads = pool && isWork(read) ? readByThreads(pool, number) : undefined
    return createExamples(part, {
      many: byThreads ?? readHere(read),
      shape,
      isTraining: read.isTraining,
      skipped,
      isThreaded: byThreads !== undefined,
      spare,
    })
  }
  return {
    shape,
    train: examples(parts.train, 0),
    validation: examples(parts.validation, 1),
    get skipped() {
      return [...skipped.values()]
    },
    close: async () => pool?.close(),
  }
}

/** Whether a thread is sooner done than asked: bytes that are only copied are not worth it. */
function isWork({ origin, isTraining, augmentation, shape }: Reading): boolean {
  if (origin.kind !== 'bytes') return true
  const { height, width } = origin.padTo ?? origin
  const isCopied = height === shape[0] && width === shape[1]
  const isLeft = augmentation.crop === 'whole' && !augmentation.flip && !changesColours(augmentation)
  return !isCopied || (isTraining && !isLeft)
}

/** Reads examples into their places of a batch's images; gives back those that cannot be read. */
type ReadMany = (
  images: Float32Array,
  wish: { indices: number[]; places: number[]; epoch: number },
) => Unread[] | Promise<Unread[]>

function readHere(reading: Reading): ReadMany {
  // Nothing is kept: without threads this is for a few images.
  const read = createReader(reading)
  return (images, wish) => read({ images, ...wish })
}

const readByThreads =
  (pool: Pool, part: number): ReadMany =>
  (images, wish) =>
    pool.read(part, { ...wish, buffer: images.buffer as SharedArrayBuffer })

function createExamples(
  { origin, labels, name }: Part,
  options: {
    many: ReadMany
    shape: Shape
    isTraining: boolean
    isThreaded: boolean
    skipped: Map<string, Skipped>
    /** Memory of batches that were given back, whichever part they are of: new memory would have to be cleared for each. */
    spare: SharedArrayBuffer[]
  },
): Examples {
  const { many, isTraining, isThreaded, skipped, spare } = options
  const size = sizeOf(options.shape)
  const bad = new Set<number>()

  function memoryFor(count: number): Float32Array {
    const values = count * size
    if (!isThreaded) return new Float32Array(values)
    const at = spare.findIndex(({ byteLength }) => byteLength >= values * 4)
    const [buffer = new SharedArrayBuffer(values * 4)] = at < 0 ? [] : spare.splice(at, 1)
    return new Float32Array(buffer, 0, values)
  }

  /** The next example that is not known to be unreadable; undefined where all are. */
  function after(index: number): number | undefined {
    for (let step = 1; step < labels.length; step++) {
      const next = (index + step) % labels.length
      if (!bad.has(next)) return next
    }
    return undefined
  }

  function leaveOut(unread: readonly Unread[]) {
    for (const { index, reason } of unread) {
      bad.add(index)
      skipped.set(name(index), { name: name(index), reason })
    }
  }

  async function mend(batch: Batch, chosen: number[], epoch: number, unread: Unread[]): Promise<Batch> {
    leaveOut(unread)
    if (!isTraining) return without(batch, new Set(unread.map(({ place }) => place)), size)
    let left = unread
    while (left.length > 0) {
      const wish = { indices: [] as number[], places: [] as number[], epoch }
      for (const { place } of left) {
        const next = after(chosen[place]!)
        if (next === undefined) return without(batch, new Set(left.map(({ place }) => place)), size)
        chosen[place] = next
        batch.labels[place] = labels[next]!
        wish.indices.push(next)
        wish.places.push(place)
      }
      left = await many(batch.images, wish)
      leaveOut(left)
    }
    return batch
  }

  return {
    count: labels.length,
    ahead: isThreaded ? ahead : origin.kind === 'files' ? 1 : 0,
    read(indices, epoch) {
      const images = memoryFor(indices.length)
      const chosen = [...indices]
      const batch: Batch = { count: indices.length, images, labels: Int32Array.from(chosen, (index) => labels[index]!) }
      const unread = many(images, { indices: chosen, places: chosen.map((_, place) => place), epoch })
      if (unread instanceof Promise) {
        return unread.then((left) => (left.length === 0 ? batch : mend(batch, chosen, epoch, left)))
      }
      return unread.length === 0 ? batch : mend(batch, chosen, epoch, unread)
    },
    giveBack({ images: { buffer } }) {
      if (buffer instanceof SharedArrayBuffer && spare.length <= ahead) spare.push(buffer)
    },
  }
}

/** A batch without some of its places. */
function without({ images, labels }: Batch, places: ReadonlySet<number>, size: number): Batch {
  const left = [...labels.keys()].filter((place) => !places.has(place))
  const kept = new Float32Array(left.length * size)
  left.forEach((from, to) => kept.set(images.subarray(from * size, (from + 1) * size), to * size))
  return { count: left.length, images: kept, labels: Int32Array.from(left, (place) => labels[place]!) }
}
