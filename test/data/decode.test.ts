import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain } from '../../src-core/training/augmentation.ts'
import { jitter } from '../../src-main/data/colour.ts'
import { measureImage, readImage } from '../../src-main/data/decode.ts'
import { resample } from '../../src-main/data/resample.ts'
import type { Picture } from '../../src-main/data/source.ts'
import { python, runPython } from '../python/python.ts'

interface Judged {
  decoded: Record<string, { height: number; width: number; pillow: string; tensorflow: string | null }>
  resized: { box: [number, number, number, number]; height: number; width: number; pixels: string }[]
  colours: Record<'brightness' | 'contrast' | 'saturation' | 'hue', string>
}

let folder: string
let judged: Judged
beforeAll(async () => {
  if (!python) return
  folder = await mkdtemp(join(tmpdir(), 'layerloom-images-'))
  judged = await runPython<Judged>(join(import.meta.dirname, 'judge.py'), { folder })
})
afterAll(() => (python ? rm(folder, { recursive: true, force: true }) : undefined))

/** How far two images are apart, in 255ths. */
function distance(ours: Iterable<number>, theirs: string) {
  const [mine, other] = [[...ours], Buffer.from(theirs, 'base64')]
  expect(mine).toHaveLength(other.length)
  const off = mine.map((value, place) => Math.abs(value - other[place]!))
  return { most: Math.max(...off), mean: off.reduce((sum, value) => sum + value, 0) / off.length }
}

const read = (name: string, { height, width }: { height: number; width: number }): Promise<Picture> =>
  readImage(join(folder, name), { height, width, channels: 3, fit: 'crop', loose: false })

describe.skipIf(!python)('images are read as Pillow and TensorFlow read them', () => {
  // The first is how far Pillow may be away, the second TensorFlow: its JPEG decoder is quick rather than exact, as ours.
  test.each([
    ...['rgb', 'grey', 'rgba', 'grey-alpha', 'palette', 'bit', 'grey-16', 'rgb-16'].map((name) => [
      `${name}.png`,
      1,
      0,
    ]),
    ...['rgb.gif', 'rgb.webp', 'rgb.tif'].map((name) => [name, 1, 0]),
    ...['rgb', 'grey', 'progressive'].map((name) => [`${name}.jpg`, 4, 0]),
    ['cmyk.jpg', 1, 8],
    ...['rgb', 'grey', 'palette', 'bit', 'rle-8', 'rle-4', 'fields-565', 'plain-555', 'top-down-32'].map((name) => [
      `${name}.bmp`,
      1,
      0,
    ]),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [`exif-${orientation}.jpg`, orientation === 1 ? 4 : 1, 8]),
  ] as [string, number, number][])('%s', async (name, fromPillow, fromTensorFlow) => {
    const { pillow, tensorflow, ...size } = judged.decoded[name]!
    const picture = await read(name, size)
    expect(picture).toMatchObject({ ...size, channels: 3 })
    expect(distance(picture.pixels, pillow).most).toBeLessThanOrEqual(fromPillow)
    if (tensorflow !== null) expect(distance(picture.pixels, tensorflow).most).toBeLessThanOrEqual(fromTensorFlow)
    expect(await measureImage(join(folder, name))).toMatchObject(size)
  })

  test('of every file that was written', () => {
    expect(Object.keys(judged.decoded)).toHaveLength(8 + 3 + 4 + 9 + 8)
  })

  test('in grey by the same weights', async () => {
    const { height, width, pillow } = judged.decoded['rgb.png']!
    const grey = await readImage(join(folder, 'rgb.png'), { height, width, channels: 1, fit: 'crop', loose: false })
    const colours = Buffer.from(pillow, 'base64')
    expect(grey.pixels).toHaveLength(height * width)
    grey.pixels.forEach((value, place) => {
      const [red, green, blue] = colours.subarray(place * 3, place * 3 + 3)
      expect(Math.abs(value - (0.299 * red! + 0.587 * green! + 0.114 * blue!))).toBeLessThanOrEqual(0.51)
    })
  })
})

describe.skipIf(!python)('a piece is resized as Pillow resizes it bilinearly', () => {
  test.each([0, 1, 2, 3, 4])('case %i, mirrored or not', async (number) => {
    const { box, height, width, pixels } = judged.resized[number]!
    const [left, top, right, bottom] = box
    const region = { left, top, width: right - left, height: bottom - top }
    const picture = await read('rgb.png', judged.decoded['rgb.png']!)
    const image = new Float32Array(height * width * 3)
    resample(picture, { region, mirrored: false, height, width }, image)
    const { most, mean } = distance(
      Array.from(image, (value) => value * 255),
      pixels,
    )
    // Pillow looks beyond the piece's edge nowhere but at the picture's; both round to bytes between the two directions.
    expect(most).toBeLessThanOrEqual(2)
    expect(mean).toBeLessThan(0.5)
    const mirrored = new Float32Array(image.length)
    resample(picture, { region, mirrored: true, height, width }, mirrored)
    const back = mirrored.map((_, place) => {
      const [row, column, channel] = [Math.floor(place / 3 / width), Math.floor(place / 3) % width, place % 3]
      return mirrored[(row * width + width - 1 - column) * 3 + channel]!
    })
    expect(back).toEqual(image)
  })
})

describe.skipIf(!python)('colours change as in Pillow and TensorFlow', () => {
  test.each([
    ['brightness', 0.4],
    ['contrast', 0.4],
    ['saturation', 0.4],
    ['hue', 0.2],
  ] as const)('%s', async (name, share) => {
    const picture = await read('rgb.png', judged.decoded['rgb.png']!)
    const image = Float32Array.from(picture.pixels, (value) => value / 255)
    // The furthest that chance can go.
    jitter(image, 3, { ...plain, [name]: share }, (bound) => bound - 1)
    const changed = Array.from(image, (value) => value * 255)
    expect(distance(changed, judged.colours[name]).most).toBeLessThanOrEqual(1.5)
  })
})
