import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../src-core/training/augmentation.ts'
import { DataDescription, DataSurvey, Preview, Sample } from '../../src-core/training/data-report.ts'
import type { Result } from '../../src-core/result.ts'
import { inOrder } from './batches.ts'
import { loadData } from './registry.ts'
import { dataHandlers } from './services.ts'

const { signal } = new AbortController()
const calls = dataHandlers()
const value = async <T>(result: Promise<Result<T>> | Result<T>): Promise<T> => {
  const known = await result
  if (!known.ok) throw new Error(known.failure.message.en)
  return known.value
}
/** The pixels of a `data:` address. */
async function pixelsOf(address: string) {
  expect(address).toMatch(/^data:image\/png;base64,/)
  const png = sharp(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
  const { data, info } = await png.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: info.channels, pixels: [...data] }
}

let data: string
const wanted = { shape: [16, 16, 3], classes: 2 }
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-services-'))
  data = `folder:${folder}`
  for (const [label, red] of [
    ['dark', 51],
    ['light', 204],
  ] as const) {
    await mkdir(join(folder, label))
    for (let i = 0; i < 10; i++) {
      const [width, height] = [40 + i, 30]
      await sharp({ create: { width, height, channels: 3, background: { r: red, g: 0, b: 0 } } }).toFile(
        join(folder, label, `${i}.png`),
      )
    }
  }
  await writeFile(join(folder, 'dark', 'broken.png'), 'no image')
})
afterAll(() => rm(data.slice('folder:'.length), { recursive: true, force: true }))

test('every answer is what the contract says, for every kind of source', async () => {
  for (const source of [data, 'mnist', 'shapes:classes=3']) {
    const described = DataDescription.parse(await value(calls.describeData({ data: source }, signal)))
    const fits = { shape: described.shape, classes: described.classes.length }
    DataSurvey.parse(await value(calls.surveyData({ data: source, wanted: fits, looks: 4 }, signal)))
    const shown = { data: source, part: 'train', from: 0, count: 3, side: 48 } as const
    const { samples } = await value(calls.sampleImages(shown, signal))
    samples.forEach((sample) => Sample.parse(sample))
    const given = { data: source, wanted: fits, augmentation: plain, seed: 1, from: 0, count: 1, epochs: 1 }
    const previews = await value(calls.previewAugmentation(given, signal))
    previews.forEach((preview) => Preview.parse(preview))
    expect(previews[0]!.variants).toHaveLength(2)
  }
})

test('a survey has sizes, mean and deviation of each channel, and the images that cannot be read', async () => {
  const survey = await value(calls.surveyData({ data, wanted, looks: 64 }, signal))
  const { train } = await value(calls.describeData({ data, wanted }, signal))
  expect(survey).toMatchObject({ looked: train, of: train, height: { least: 30, median: 30, most: 30 }, grey: 0 })
  const dark = survey.colour - 8
  const mean = (0.2 * dark + 0.8 * 8) / survey.colour
  expect(survey.mean[0]).toBeCloseTo(mean, 3)
  expect(survey.deviation[0]).toBeCloseTo(
    Math.sqrt((dark * (0.2 - mean) ** 2 + 8 * (0.8 - mean) ** 2) / survey.colour),
    3,
  )
  expect(survey.mean.slice(1)).toEqual([0, 0])
  // Not one of those held out.
  expect(survey.unreadable.map(({ name, reason }) => [name, reason.en])).toEqual([
    ['dark/broken.png', 'it is not an image that can be read'],
  ])
})

test('samples take the classes in turn, or are of one; they keep their proportions', async () => {
  const part = { data, wanted, part: 'train', from: 0, count: 4, side: 20 } as const
  const { samples, total } = await value(calls.sampleImages(part, signal))
  expect(samples.map(({ label }) => label)).toEqual([0, 1, 0, 1])
  expect(total).toBe(17)
  const first = await pixelsOf(samples[1]!.image!)
  expect([first.width, samples[1]!.height]).toEqual([20, 30])
  expect(first.height).toBe(Math.round((30 * 20) / samples[1]!.width))
  expect(first.pixels.slice(0, 3)).toEqual([204, 0, 0])
  const light = await value(calls.sampleImages({ ...part, label: 1, from: 6 }, signal))
  expect(light.samples.map(({ name }) => name.split('/')[0])).toEqual(['light', 'light'])
  expect(light.total).toBe(8)
})

test('a preview is what the run will see', async () => {
  const augmentation = { ...plain, crop: 'random', flip: true, brightness: 0.3 } as const
  const given = { data: 'shapes:count=40', wanted, augmentation, seed: 9, from: 2, count: 1, epochs: 3 }
  const [{ variants }] = (await value(calls.previewAugmentation(given, signal))) as [Preview]
  const { train } = await value(loadData('shapes:count=40', wanted, { augmentation, seed: 9 }))
  for (const epoch of [1, 2, 3]) {
    const seen = await train.read(inOrder(3).subarray(2), epoch)
    const { pixels } = await pixelsOf(variants[epoch]!)
    expect(pixels).toEqual([...seen.images].map((value) => Math.round(value * 255)))
  }
})

test('what is asked of a source that is not there is refused with a sentence', async () => {
  const missing = { data: 'folder:/nowhere/at/all', wanted }
  for (const answer of [
    calls.describeData(missing, signal),
    calls.surveyData({ ...missing, looks: 4 }, signal),
    calls.sampleImages({ ...missing, part: 'train', from: 0, count: 1, side: 32 }, signal),
    calls.previewAugmentation({ ...missing, augmentation: plain, seed: 1, from: 0, count: 1, epochs: 1 }, signal),
  ]) {
    expect(await answer).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  }
})
