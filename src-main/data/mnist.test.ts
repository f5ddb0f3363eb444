import { beforeAll, describe, expect, test } from 'vitest'
import { normalizations } from '../../src-core/training/augmentation.ts'
import { inOrder, readBatch } from './batches.ts'
import type { Batch } from './batches.ts'
import { describeData, loadData } from './registry.ts'
import type { Dataset, Examples } from './source.ts'

async function load(side: number): Promise<Dataset> {
  const loaded = await loadData('mnist', { shape: [side, side, 1], classes: 10 })
  if (!loaded.ok) throw new Error(loaded.failure.message.en)
  return loaded.value
}

const first = (examples: Examples, count: number): Promise<Batch> =>
  readBatch(examples, { order: inOrder(examples.count), batchSize: count, batch: 0 })

let data: Dataset
beforeAll(async () => {
  data = await load(28)
})

test('MNIST is described without being loaded', async () => {
  expect(await describeData('mnist')).toEqual({
    ok: true,
    value: {
      title: { en: 'MNIST', zh: 'MNIST' },
      shape: [28, 28, 1],
      otherShapes: [[32, 32, 1]],
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => ({ en: digit, zh: digit })),
      train: 60_000,
      validation: 10_000,
      balance: {
        train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
        validation: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
      },
      notes: [],
    },
  })
})

test.each([
  ['imagenet', 'unknown-data', 'mnist'],
  ['constructor', 'unknown-data', 'mnist'],
  ['mnist:size=64', 'unknown-data-option', 'mnist alone'],
])('%s is refused with what there is', async (source, code, advice) => {
  const described = await describeData(source)
  expect(described).toMatchObject({ ok: false, failure: { code } })
  expect(!described.ok && described.failure.advice?.en).toContain(advice)
  expect(await loadData(source, { shape: [28, 28, 1], classes: 10 })).toEqual(described)
})

describe('the digits are those that were published', () => {
  test.each([
    ['train', 60_000, [5, 0, 4, 1, 9, 2, 1, 3], [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]],
    ['validation', 10_000, [7, 2, 1, 0, 4], [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]],
  ] as const)('%s', async (part, count, beginning, classes) => {
    expect(data[part].count).toBe(count)
    const { labels, images } = await first(data[part], count)
    expect([...labels.subarray(0, beginning.length)]).toEqual(beginning)
    expect(classes.map((_, digit) => labels.filter((label) => label === digit).length)).toEqual(classes)
    // The mean and deviation by which everyone normalizes MNIST, of the training images.
    if (part !== 'train') return
    const mean = images.reduce((sum, value) => sum + value, 0) / images.length
    const square = images.reduce((sum, value) => sum + value * value, 0) / images.length
    expect(mean).toBeCloseTo(normalizations.mnist.mean[0], 4)
    expect(Math.sqrt(square - mean * mean)).toBeCloseTo(normalizations.mnist.deviation[0], 4)
  })
})

test('a padded digit lies in the middle of zeros', async () => {
  const plain = (await first(data.train, 3)).images
  const padded = (await first((await load(32)).train, 3)).images
  const at = (digit: number, row: number, column: number) => {
    const [y, x] = [row - 2, column - 2]
    return y < 0 || x < 0 || y >= 28 || x >= 28 ? 0 : plain[(digit * 28 + y) * 28 + x]!
  }
  const expected = Array.from(padded, (_, index) => at(Math.floor(index / 1024), (index >> 5) % 32, index % 32))
  expect([...padded]).toEqual(expected)
  expect(Math.max(...padded)).toBe(1)
})

test('the last batch is what is left', async () => {
  const batch = (batch: number) => readBatch(data.train, { order: inOrder(10), batchSize: 4, batch })
  expect([(await batch(0)).count, (await batch(2)).count]).toEqual([4, 2])
  expect([...(await batch(2)).labels]).toEqual([1, 4]) // the ninth and tenth digit
  expect((await batch(2)).images).toHaveLength(2 * 784)
})
