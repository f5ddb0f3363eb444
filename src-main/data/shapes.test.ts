import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { classNames } from '../../src-core/training/shape-classes.ts'
import { inOrder, readBatch } from './batches.ts'
import type { Batch } from './batches.ts'
import { describeData, loadData } from './registry.ts'
import type { Dataset, Examples } from './source.ts'

async function load(text: string, shape: number[], classes: number): Promise<Dataset> {
  const loaded = await loadData(text, { shape, classes })
  if (!loaded.ok) throw new Error(loaded.failure.message.en)
  return loaded.value
}

const all = (examples: Examples): Promise<Batch> =>
  readBatch(examples, { order: inOrder(examples.count), batchSize: examples.count, batch: 0 })

/** Every image of a batch as its bytes' checksum. */
function checksums({ images, count }: Batch): string[] {
  const bytes = Uint8Array.from(images, (value) => value * 255 + 0.5)
  const size = bytes.length / count
  return Array.from({ length: count }, (_, i) =>
    createHash('sha256')
      .update(bytes.subarray(i * size, (i + 1) * size))
      .digest('hex'),
  )
}

test('shapes are described as the network wants them, and as their text says', async () => {
  expect(await describeData('shapes:count=500,classes=5,size=48,validation=0.2')).toEqual({
    ok: true,
    value: {
      title: { en: 'Shapes', zh: '几何图形' },
      shape: [48, 48, 3],
      otherShapes: [[48, 48, 1]],
      classes: classNames(5, 3),
      train: 400,
      validation: 100,
      balance: { train: [80, 80, 80, 80, 80], validation: [20, 20, 20, 20, 20] },
      notes: [],
    },
  })
  expect(await describeData('shapes', { shape: [224, 224, 3], classes: 1000 })).toMatchObject({
    ok: true,
    value: { shape: [224, 224, 3], train: 1800, validation: 200 },
  })
})

test.each([
  ['shapes:side=3', 'unknown-data-option'],
  ['shapes:size=3', 'invalid-data-option'],
  ['shapes:count=20,classes=30', 'too-few-images'],
])('%s is refused by description and loading alike', async (text, code) => {
  const described = await describeData(text)
  expect(described).toMatchObject({ ok: false, failure: { code } })
  expect(await loadData(text, { shape: [64, 64, 3], classes: 4 })).toEqual(described)
})

describe('the same seed draws the same images on every machine', () => {
  test.each([
    ['shapes:count=40', [32, 32, 3], 12, '620d82eddeaf80a0'],
    ['shapes:count=40', [28, 20, 1], 36, 'f425b11a0ef761a0'],
  ])('%s in %j', async (text, shape, classes, checksum) => {
    const { train } = await load(text, shape, classes)
    const hash = createHash('sha256').update(checksums(await all(train)).join())
    expect(hash.digest('hex').slice(0, 16)).toBe(checksum)
  })

  test('whatever is read before', async () => {
    const { train } = await load('shapes:count=40', [16, 16, 3], 4)
    const inTurn = checksums(await all(train))
    const order = Uint32Array.from([30, 3, 3])
    const alone = checksums(await readBatch(train, { order, batchSize: 3, batch: 0 }))
    expect(alone).toEqual([inTurn[30], inTurn[3], inTurn[3]])
  })

  test('and another seed draws none of them', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async (seed) => checksums(await all((await load(`shapes:seed=${seed}`, [8, 8, 3], 4)).train))),
    )
    expect(new Set([...one!, ...two!]).size).toBe(3_600)
  })
})

test('classes are balanced, and no held out image is trained on', async () => {
  const { train, validation } = await load('shapes:count=1000,classes=7', [16, 16, 3], 7)
  const [trained, held] = await Promise.all([all(train), all(validation)])
  for (const [{ labels }, count] of [
    [trained, 900],
    [held, 100],
  ] as const) {
    for (let label = 0; label < 7; label++) {
      const share = labels.filter((other) => other === label).length
      expect(Math.abs(share - count / 7)).toBeLessThan(1)
    }
  }
  expect(new Set([...checksums(trained), ...checksums(held)]).size).toBe(1_000)
})

test('every kind is seen on its ground, also in grey, and all values lie in [0, 1]', async () => {
  const { train } = await load('shapes:count=94', [32, 32, 1], 84)
  const { images, count } = await all(train)
  for (let i = 0; i < count; i++) {
    const values = [...images.subarray(i * 1024, (i + 1) * 1024)].sort((a, b) => a - b)
    expect(values[0]).toBeGreaterThanOrEqual(0)
    expect(values[1023]).toBeLessThanOrEqual(1)
    // The noise alone is at most 0.12 from end to end.
    expect(values[1013]! - values[10]!, `image ${i}`).toBeGreaterThan(0.2)
  }
})
