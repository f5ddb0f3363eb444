import type { Picture } from './source.ts'

/** A piece of a picture in its pixels; it may reach over the edge, where all is black. */
export interface Region {
  top: number
  left: number
  height: number
  width: number
}

/** What every value of a pixel is between 0 and 1. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255)

/**
 * Resizes a piece of a picture, mirrored or not, as Pillow does bilinearly: where it becomes smaller every pixel of the
 * piece has its share. Where nothing is resized the pixels stay what they are.
 * @param image `[height, width, channels]`, filled with values in [0, 1]
 */
export function resample(
  picture: Picture,
  { region, mirrored, height, width }: { region: Region; mirrored: boolean; height: number; width: number },
  image: Float32Array,
): void {
  const isWhole = Number.isInteger(region.top) && Number.isInteger(region.left)
  if (isWhole && region.height === height && region.width === width) copy(picture, region, mirrored, image)
  else resize(picture, { region, mirrored, height, width }, image)
}

function copy({ pixels, channels, ...size }: Picture, region: Region, mirrored: boolean, image: Float32Array) {
  const stride = region.width * channels
  // The part of the region that lies on the picture; around it all is black.
  const [first, end] = [Math.max(region.left, 0), Math.min(region.left + region.width, size.width)]
  for (let row = 0; row < region.height; row++) {
    const y = region.top + row
    const line = row * stride
    if (end - first < region.width || y < 0 || y >= size.height) image.fill(0, line, line + stride)
    if (y < 0 || y >= size.height) continue
    const from = (y * size.width + first) * channels
    const count = (end - first) * channels
    const start = line + (first - region.left) * channels
    if (!mirrored) {
      for (let place = 0; place < count; place++) image[start + place] = scaled[pixels[from + place]!]!
      continue
    }
    for (let place = 0; place < count; place += channels) {
      const to = line + stride - (start - line) - place - channels
      for (let channel = 0; channel < channels; channel++) {
        image[to + channel] = scaled[pixels[from + place + channel]!]!
      }
    }
  }
}

/** For every place along one side of the result: the first pixel that counts, and how much it and the next ones do. */
interface Taps {
  first: Int32Array
  count: Int32Array
  /** `most` for each place. */
  weights: Float32Array
  most: number
}

/** The triangle filter over so many pixels, widened where the piece becomes smaller. */
function tapsOf(side: number, from: number, length: number, pixels: number): Taps {
  const scale = length / side
  const reach = Math.max(scale, 1)
  const most = Math.ceil(reach * 2) + 1
  const taps = {
    first: new Int32Array(side),
    count: new Int32Array(side),
    weights: new Float32Array(side * most),
    most,
  }
  for (let place = 0; place < side; place++) {
    const centre = from + (place + 0.5) * scale
    // A pixel within the picture's edge, or all of the outside's black.
    const low = Math.max(Math.floor(centre - reach + 0.5), 0)
    const high = Math.min(Math.floor(centre + reach + 0.5), pixels)
    const isOutside = centre < 0 || centre > pixels
    let sum = 0
    for (let pixel = low; pixel < high; pixel++) {
      sum += taps.weights[place * most + pixel - low] = Math.max(0, 1 - Math.abs(pixel + 0.5 - centre) / reach)
    }
    taps.first[place] = low
    taps.count[place] = isOutside || sum === 0 ? 0 : high - low
    for (let tap = 0; tap < most; tap++) taps.weights[place * most + tap]! /= sum || 1
  }
  return taps
}

function resize(
  { pixels, channels, ...size }: Picture,
  { region, mirrored, height, width }: { region: Region; mirrored: boolean; height: number; width: number },
  image: Float32Array,
) {
  const across = tapsOf(width, region.left, region.width, size.width)
  const down = tapsOf(height, region.top, region.height, size.height)
  const firstRow = down.first.reduce(
    (least, row, i) => (down.count[i]! > 0 ? Math.min(least, row) : least),
    size.height,
  )
  const rows = down.first.reduce((most, row, i) => Math.max(most, row + down.count[i]!), firstRow) - firstRow
  // First every row that counts to the wanted width, then the columns.
  const stride = width * channels
  const narrow = new Float32Array(rows * stride)
  for (let row = 0; row < rows; row++) {
    const start = (firstRow + row) * size.width * channels
    for (let column = 0; column < width; column++) {
      const place = mirrored ? width - 1 - column : column
      const to = row * stride + column * channels
      const weight = place * across.most
      const end = weight + across.count[place]!
      let from = start + across.first[place]! * channels
      for (let tap = weight; tap < end; tap++) {
        const share = across.weights[tap]!
        for (let channel = 0; channel < channels; channel++) narrow[to + channel]! += share * pixels[from++]!
      }
    }
  }
  for (let row = 0; row < height; row++) {
    const line = image.subarray(row * stride, (row + 1) * stride).fill(0)
    for (let tap = 0; tap < down.count[row]!; tap++) {
      const weight = down.weights[row * down.most + tap]! / 255
      const from = (down.first[row]! - firstRow + tap) * stride
      for (let place = 0; place < stride; place++) line[place]! += weight * narrow[from + place]!
    }
  }
}
