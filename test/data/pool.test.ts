import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Augmentation } from '../../src-core/training/augmentation.ts'
import { createBatches, inOrder } from '../../src-main/data/batches.ts'
import { loadData } from '../../src-main/data/registry.ts'
import type { Batch, Dataset, Examples } from '../../src-main/data/source.ts'
import { shuffled } from '../../src-main/data/shuffle.ts'
import { buildWorker } from '../build-worker.ts'

let worker: string
let folder: string
beforeAll(async () => {
  worker = await buildWorker('src-main/data/worker.ts', 'test-data')
  folder = await mkdtemp(join(tmpdir(), 'layerloom-pool-'))
  for (let i = 0; i < 24; i++) {
    const path = join(folder, `class ${i % 3}`)
    await mkdir(path, { recursive: true })
    const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, place) => (place * (i + 1)) % 251)
    await sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } }).toFile(join(path, `${i}.png`))
  }
  await writeFile(join(folder, 'class 1', 'damaged.jpg'), 'no image')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const augmentation = Augmentation.parse({
  crop: 'random',
  flip: true,
  brightness: 0.2,
  contrast: 0.2,
  saturation: 0.2,
  hue: 0.05,
  mean: [0.5],
  deviation: [0.25],
})
const shape = [16, 16, 3]

async function load(source: string, options: { worker?: string; augmentation?: Augmentation; seed?: number }) {
  const loaded = await loadData(source, { shape, classes: 3 }, options)
  if (!loaded.ok) throw new Error(loaded.failure.message.en)
  return loaded.value
}

async function epoch(examples: Examples, number: number, from = 0): Promise<Batch[]> {
  const order = shuffled(examples.count, { seed: 3, epoch: number })
  const batches = createBatches(examples, { order, batchSize: 4, epoch: number, from })
  const read: Batch[] = []
  while ((from + read.length) * 4 < examples.count) read.push(await batches.next())
  return read
}
const values = (batches: readonly Batch[]) => batches.map(({ images, labels }) => [[...labels], [...images]])

describe.each(['folder', 'shapes'])('%s: threads', (kind) => {
  const source = () => (kind === 'folder' ? `folder:${folder}` : 'shapes:count=30')
  let threaded: Dataset
  let here: Dataset
  beforeAll(async () => {
    threaded = await load(source(), { worker, augmentation, seed: 5 })
    here = await load(source(), { augmentation, seed: 5 })
  })
  afterAll(async () => {
    await threaded.close()
  })

  test('read what is read without them, in every epoch, kept or not', async () => {
    for (const number of [1, 2]) {
      expect(values(await epoch(threaded.train, number))).toEqual(values(await epoch(here.train, number)))
    }
    expect(threaded.skipped).toEqual(here.skipped)
  })

  test('read into the memory of batches that are given back', async () => {
    const memories = new Set<ArrayBufferLike>()
    let count = 0
    for (const number of [1, 2, 3]) {
      const expected = values(await epoch(here.train, number))
      const order = shuffled(threaded.train.count, { seed: 3, epoch: number })
      const batches = createBatches(threaded.train, { order, batchSize: 4, epoch: number })
      let batch: Batch | undefined
      for (const one of expected) {
        batch = await batches.next(batch)
        expect(values([batch])).toEqual([one])
        memories.add(batch.images.buffer)
        count += 1
      }
    }
    expect(memories.size).toBeLessThan(count / 2)
    // The other part's too.
    expect(memories).toContain((await threaded.validation.read(inOrder(3), 1)).images.buffer)
  })

  test('go on within an epoch with the same images', async () => {
    const all = values(await epoch(threaded.train, 2))
    expect(values(await epoch(threaded.train, 2, 2))).toEqual(all.slice(2))
  })

  test('show other images in another epoch and to another seed, and none of it in validation', async () => {
    const inTurn = (examples: Examples, number: number) => examples.read(inOrder(8), number)
    const [first, second] = [await inTurn(threaded.train, 1), await inTurn(threaded.train, 2)]
    expect([...first.images]).not.toEqual([...second.images])
    const other = await load(source(), { augmentation, seed: 6 })
    expect([...(await inTurn(other.train, 1)).images]).not.toEqual([...first.images])
    const held = await threaded.validation.read(inOrder(3), 1)
    expect([...held.images]).toEqual([...(await threaded.validation.read(inOrder(3), 2)).images])
    // Normalized all the same.
    expect(Math.min(...held.images)).toBeGreaterThanOrEqual(-2)
    expect(Math.min(...held.images)).toBeLessThan(0)
  })
})

test('threads load no schema: it takes as long as all else that they start with', async () => {
  const imported = [...(await readFile(worker, 'utf8')).matchAll(/^import .*?from "([^"]+)"/gm)].map(([, name]) => name)
  expect(imported).toContain('node:worker_threads')
  expect(imported).not.toContain('zod')
})

test('images in memory are read at once where nothing is done to them, by threads where something is', async () => {
  const digits = (given?: Augmentation) =>
    loadData('mnist', { shape: [28, 28, 1], classes: 10 }, { worker, augmentation: given })
  const [still, moved] = [await digits(), await digits(augmentation)]
  if (!still.ok || !moved.ok) throw new Error('MNIST is not there.')
  expect(still.value.train.read(inOrder(4), 1)).not.toBeInstanceOf(Promise)
  expect(still.value.train.ahead).toBe(0)
  expect(moved.value.train.ahead).toBeGreaterThan(0)
  const batch = await moved.value.train.read(inOrder(4), 1)
  expect([...batch.labels]).toEqual([5, 0, 4, 1])
  expect(moved.value.validation.ahead).toBe(0)
  await moved.value.close()
})
