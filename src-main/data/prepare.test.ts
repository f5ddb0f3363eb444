import { describe, expect, test } from 'vitest'
import { Augmentation, plain } from '../../src-core/training/augmentation.ts'
import { generator } from './generator.ts'
import { needOf, prepare } from './prepare.ts'
import type { Picture } from './source.ts'

/** Every pixel another number: `row × 16 + column`, and its complement as a second channel. */
const numbered = (height: number, width: number): Picture => ({
  height,
  width,
  channels: 2,
  pixels: Uint8Array.from({ length: height * width * 2 }, (_, place) => {
    const number = Math.floor(place / 2 / width) * 16 + (Math.floor(place / 2) % width)
    return place % 2 === 0 ? number : 255 - number
  }),
})

const draw = (picture: Picture, [height, width]: [number, number], given: Partial<Augmentation>, seed?: number) => {
  const image = new Float32Array(height * width * 2)
  const augmentation = Augmentation.parse({ ...plain, ...given })
  const below = seed === undefined ? undefined : generator(seed, 7, 1)
  prepare(picture, image, { shape: [height, width, 2], augmentation, below })
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => image[(row * width + column) * 2]! * 255),
  )
}
const rounded = (rows: number[][]) => rows.map((row) => row.map(Math.round))
const piece = (top: number, left: number, height: number, width: number) =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => (top + row) * 16 + left + column),
  )

describe('without chance', () => {
  test.each([
    ['a picture of the wanted size stays what it is', [4, 6], 'crop', piece(0, 0, 4, 6)],
    ['the middle of a longer one', [4, 12], 'crop', piece(0, 3, 4, 6)],
    ['the middle of a higher one', [9, 6], 'crop', piece(2, 0, 4, 6)],
    ['zeros around a smaller one', [2, 6], 'pad', [Array(6).fill(0), ...piece(0, 0, 2, 6), Array(6).fill(0)]],
  ] as const)('%s', (_, [height, width], fit, expected) => {
    expect(rounded(draw(numbered(height, width), [4, 6], { fit }))).toEqual(expected)
  })

  test('stretching takes the mean of two where a side becomes half', () => {
    // Beside the edge the triangle filter of two pixels a side has 1, 3, 3, 1 eighths of a value; at the edge 3, 3, 1 sevenths.
    const [row] = draw(numbered(1, 8), [1, 4], { fit: 'stretch' })
    expect(row![1]).toBeCloseTo((1 * 1 + 3 * 2 + 3 * 3 + 1 * 4) / 8, 3)
    expect(row![0]).toBeCloseTo((3 * 0 + 3 * 1 + 1 * 2) / 7, 3)
  })
})

describe('a random crop', () => {
  const drawn = Array.from({ length: 200 }, (_, seed) =>
    rounded(draw(numbered(10, 10), [8, 8], { crop: 'random', scaleFrom: 1.25, scaleTo: 1.25 }, seed)),
  )

  test('is a piece of the picture, pixel for pixel, wherever it lies', () => {
    const places = new Set<string>()
    for (const image of drawn) {
      const [top, left] = [Math.floor(image[0]![0]! / 16), image[0]![0]! % 16]
      expect(image).toEqual(piece(top, left, 8, 8))
      places.add(`${top},${left}`)
    }
    // All nine.
    expect(places.size).toBe(9)
  })

  test('reaches along the longer sides too', () => {
    const lefts = Array.from({ length: 100 }, (_, seed) =>
      Math.round(draw(numbered(10, 16), [8, 8], { crop: 'random', scaleFrom: 1.25, scaleTo: 1.25 }, seed)[0]![0]! % 16),
    )
    expect([Math.min(...lefts), Math.max(...lefts)]).toEqual([0, 8])
  })

  test('has several scales where it is asked to', () => {
    const widths = Array.from({ length: 50 }, (_, seed) => {
      const [row] = draw(numbered(15, 15), [4, 4], { crop: 'random', scaleFrom: 1, scaleTo: 3 }, seed)
      return (row![3]! - row![0]!) / 3
    })
    // From 15/12 to 15/4 pixels of the picture each.
    expect(Math.min(...widths)).toBeGreaterThan(1.2)
    expect(Math.min(...widths)).toBeLessThan(1.6)
    expect(Math.max(...widths)).toBeGreaterThan(2.8)
    expect(Math.max(...widths)).toBeLessThan(3.8)
  })
})

test('mirroring changes left and right in about every second image, and nothing else', () => {
  const whole = piece(0, 0, 8, 8)
  const mirrored = whole.map((row) => row.toReversed())
  const drawn = Array.from({ length: 200 }, (_, seed) => rounded(draw(numbered(8, 8), [8, 8], { flip: true }, seed)))
  const count = drawn.filter((image) => image[0]![0] !== 0).length
  for (const image of drawn) expect(image).toEqual(image[0]![0] === 0 ? whole : mirrored)
  expect(count).toBeGreaterThan(75)
  expect(count).toBeLessThan(125)
})

test('an area crop lies within the picture, has the areas and aspects asked for, and is resized', () => {
  const shares: number[] = []
  for (let seed = 0; seed < 200; seed++) {
    const image = draw(numbered(15, 15), [5, 5], { crop: 'area', areaFrom: 0.25 }, seed)
    const [first, right, down] = [image[0]![0]!, image[0]![4]!, image[4]![0]!]
    expect(Math.min(...image.flat())).toBeGreaterThanOrEqual(0)
    expect(Math.max(...image.flat())).toBeLessThanOrEqual(14 * 16 + 14)
    const [width, height] = [((right - first) / 4) * 5, ((down - first) / 16 / 4) * 5]
    shares.push((width * height) / 225)
    // The middles of pixels at the edge are further in than their filter says: a little is lost on each side.
    expect(width / height).toBeGreaterThan(0.6)
    expect(width / height).toBeLessThan(1.7)
  }
  expect(Math.min(...shares)).toBeGreaterThan(0.15)
  expect(Math.min(...shares)).toBeLessThan(0.35)
  expect(Math.max(...shares)).toBeGreaterThan(0.8)
})

test('normalization is per channel, or one for all', () => {
  const picture = { height: 1, width: 1, channels: 2, pixels: Uint8Array.from([51, 204]) }
  const normal = (mean: number[], deviation: number[]) => {
    const image = new Float32Array(2)
    prepare(picture, image, { shape: [1, 1, 2], augmentation: { ...plain, mean, deviation } })
    return [...image].map((value) => Math.round(value * 1e4) / 1e4)
  }
  expect(normal([0.5], [0.5])).toEqual([-0.6, 0.6])
  expect(normal([0.2, 0.4], [0.1, 0.2])).toEqual([0, 2])
})

test.each([
  ['whole', 224, false],
  ['random', 256, true],
  ['area', 448, true],
] as const)('files are read for a crop of %s in %i pixels', (crop, side, loose) => {
  expect(needOf([224, 224, 3], { ...plain, crop })).toEqual({
    height: side,
    width: side,
    channels: 3,
    fit: 'crop',
    loose,
  })
})
