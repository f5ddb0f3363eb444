import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usageOf } from '../../src-core/formats/usage.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { paddedSize } from '../../src-core/training/data.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { createReader } from '../../src-main/data/reader.ts'
import type { Origin } from '../../src-main/data/source.ts'
import { loadSharp } from '../../src-main/data/sharp.ts'
import { open } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'

interface Case {
  title: string
  shape: [number, number, number]
  data: string
  augmentation: Partial<Augmentation>
}

const photograph = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] }
const cases: Case[] = [
  {
    title: 'digits in the middle of black',
    shape: [32, 32, 1],
    data: 'mnist',
    augmentation: { mean: [0.1], deviation: [0.3] },
  },
  { title: 'digits as they are', shape: [28, 28, 1], data: 'mnist', augmentation: {} },
  {
    title: 'the middle of photographs',
    shape: [40, 40, 3],
    data: 'folder:/photos',
    augmentation: { fit: 'crop', ...photograph },
  },
  {
    title: 'photographs stretched',
    shape: [40, 40, 3],
    data: 'folder:/photos',
    augmentation: { fit: 'stretch', ...photograph },
  },
  {
    title: 'photographs padded',
    shape: [40, 40, 3],
    data: 'folder:/photos',
    augmentation: { fit: 'pad', ...photograph },
  },
]

describe.skipIf(!python)('by what stands beside a model, a program in Python makes an image ready as we do:', () => {
  let folder: string
  let path: string
  let judged: number[][]
  const plans = cases.map(({ data, augmentation }) => Plan.parse({ data, augmentation }))
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-usage-'))
    path = join(folder, 'photograph.png')
    const [height, width] = [90, 120]
    // Slopes: an edge would be softened otherwise by every reader.
    const pixels = Uint8Array.from({ length: height * width * 3 }, (_, at) => {
      const [place, channel] = [Math.floor(at / 3), at % 3]
      return (((place % width) * 1.5 + Math.floor(place / width) * 0.8) * (channel + 1)) / 3
    })
    const sharp = await loadSharp()
    await sharp(pixels, { raw: { height, width, channels: 3 } })
      .png()
      .toFile(path)
    const usages = cases.map(({ shape: [inputSize, , channels] }, at) => {
      const document = open('lenet', { inputSize, channels, edition: inputSize === 28 ? 'documented' : 'published' })
      return usageOf(document, analyze(document), plans[at]!)
    })
    judged = await runPython(
      join(import.meta.dirname, 'judge-usage.py'),
      usages.map((usage) => ({ usage, image: path })),
    )
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases.map((one, at) => [one.title, one, at] as const))('%s', async (_title, { shape, data }, at) => {
    const augmentation = plans[at]!.augmentation!
    const origin: Origin = { kind: 'files', paths: [path], own: paddedSize(data, shape) }
    const images = new Float32Array(sizeOf(shape))
    const read = createReader({ origin, shape, augmentation, seed: 1, isTraining: false })
    expect(await read({ indices: [0], places: [0], epoch: 1, images })).toEqual([])
    // Pillow and libvips round apart by one of 255.
    const [deviation] = augmentation.deviation
    const apart = judged[at]!.map((value, place) => Math.abs(value - images[place]!))
    expect(apart).toHaveLength(images.length)
    expect(Math.max(...apart)).toBeLessThan(2.5 / 255 / deviation!)
  })
})
