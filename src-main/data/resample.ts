import type { Tone } from './tone.ts'
import { unchanged } from './tone.ts'
import { tint } from './tint.ts'
import type { Picture } from './source.ts'

/** A piece of a picture in its pixels; it may reach over the edge, where all is black. */
export interface Region {
  top: number
  left: number
  height: number
  width: number
}

/**
 * Resizes a piece of a picture, mirrored or not, as Pillow does bilinearly: where it becomes smaller every pixel of the
 * piece has its share. Where nothing is resized the pixels stay what they are.
 * @param image `[height, width, channels]`, filled
 * @param tone what becomes of the values; without one they lie in [0, 1]
 */
export function resample(
  picture: Picture,
  { region, mirrored, height, width }: { region: Region; mirrored: boolean; height: number; width: number },
  image: Float32Array,
  tone: Tone = unchanged(picture.channels),
): void {
  const isWhole = Number.isInteger(region.top) && Number.isInteger(region.left)
  if (isWhole && region.height === height && region.width === width) copy(picture, { region, mirrored }, image, tone)
  else resize(picture, { region, mirrored, height, width }, image, tone)
}

function copy(
  { pixels, channels, ...size }: Picture,
  { region, mirrored }: { region: Region; mirrored: boolean },
  image: Float32Array,
  tone: Tone,
) {
  const { levels } = tone
  const isAll = region.top === 0 && region.left === 0 && region.height === size.height && region.width === size.width
  if (isAll && channels === 3 && !mirrored) return tint(pixels, image, tone)
  const stride = region.width * channels
  // The part of the region that lies on the picture; around it all is black.
  const [first, end] = [Math.max(region.left, 0), Math.max(Math.min(region.left + region.width, size.width), 0)]
  const isNarrower = end - first < region.width
  for (let row = 0; row < region.height; row++) {
    const y = region.top + row
    const isOutside = y < 0 || y >= size.height
    const line = row * stride
    if (isOutside || isNarrower) blacken(image.subarray(line, line + stride), channels, levels)
    if (isOutside) continue
    const away = (first - region.left) * channels
    const to = mirrored ? line + stride - away - channels : line + away
    const from = (y * size.width + first) * channels
    // A step of so many values from one pixel to the next.
    const step = mirrored ? -channels : channels
    if (channels === 3) copyColours(pixels, from, image, to, { count: end - first, step, levels })
    else {
      for (let pixel = 0; pixel < end - first; pixel++) {
        for (let channel = 0; channel < channels; channel++) {
          image[to + pixel * step + channel] = levels[channel * 256 + pixels[from + pixel * channels + channel]!]!
        }
      }
    }
  }
}

/** Written out for three channels, which is three times as quick. */
function copyColours(
  pixels: Uint8Array,
  from: number,
  image: Float32Array,
  to: number,
  { count, step, levels }: { count: number; step: number; levels: Float32Array },
) {
  for (let end = from + count * 3; from < end; from += 3, to += step) {
    image[to] = levels[pixels[from]!]!
    image[to + 1] = levels[256 + pixels[from + 1]!]!
    image[to + 2] = levels[512 + pixels[from + 2]!]!
  }
}

function blacken(line: Float32Array, channels: number, levels: Float32Array) {
  for (let place = 0; place < line.length; place++) line[place] = levels[(place % channels) * 256]!
}

/** For every place along one side of the result: the first pixel that counts, and how much it and the next ones do. */
export interface Taps {
  first: Int32Array
  /** `most` for each place, 0 after the last that counts. */
  weights: Float64Array
  /** A multiple of four, which are taken at once. */
  most: number
}

/** The triangle filter over so many pixels, widened where the piece becomes smaller. */
export function tapsOf(side: number, from: number, length: number, pixels: number): Taps {
  const scale = length / side
  const reach = Math.max(scale, 1)
  const most = Math.ceil(Math.ceil(reach * 2) / 4) * 4
  const taps = { first: new Int32Array(side), weights: new Float64Array(side * most), most }
  for (let place = 0; place < side; place++) {
    const centre = from + (place + 0.5) * scale
    // A pixel within the picture's edge, or all of the outside's black.
    if (centre < 0 || centre > pixels) continue
    const low = Math.max(Math.floor(centre - reach + 0.5), 0)
    const high = Math.min(Math.floor(centre + reach + 0.5), pixels)
    // Those that are taken along with weight 0 lie on the picture too, where it is large enough.
    const first = Math.max(Math.min(low, pixels - most), 0)
    const weightOf = (pixel: number) => Math.max(0, 1 - Math.abs(pixel + 0.5 - centre) / reach)
    let sum = 0
    for (let pixel = low; pixel < high; pixel++) sum += weightOf(pixel)
    taps.first[place] = first
    for (let pixel = low; pixel < high; pixel++) taps.weights[place * most + pixel - first] = weightOf(pixel) / sum
  }
  return taps
}

/** The rows of a picture of so many that count at all. */
export function rowsOf({ first, most }: Taps, height: number): { firstRow: number; rows: number } {
  const firstRow = first.reduce((least, row) => Math.min(least, row), height)
  const lastRow = Math.min(first.reduce((furthest, row) => Math.max(furthest, row), 0) + most, height)
  return { firstRow, rows: lastRow - firstRow }
}

/** Weights of bytes are whole numbers of so many: sums of their products stay below 2³¹. */
const whole = 2 ** 20

/** Between the two directions: kept from image to image, because fresh memory costs more than what is done with it. */
let between = new Int32Array(0)

function resize(
  { pixels, channels, ...size }: Picture,
  { region, mirrored, height, width }: { region: Region; mirrored: boolean; height: number; width: number },
  image: Float32Array,
  { scale, shift }: Tone,
) {
  const across = tapsOf(width, region.left, region.width, size.width)
  const down = tapsOf(height, region.top, region.height, size.height)
  const { firstRow, rows } = rowsOf(down, size.height)
  const stride = width * channels
  // So many rows as are read, though some with weight 0 where the picture is small.
  const needed = (rows + down.most) * stride
  if (between.length < needed) between = new Int32Array(needed)
  narrow(pixels.subarray(firstRow * size.width * channels, (firstRow + rows) * size.width * channels), {
    across,
    channels,
    rows,
    mirrored,
    lines: between,
  })
  for (let row = 0; row < height; row++) {
    const line = image.subarray(row * stride, (row + 1) * stride)
    for (let tap = 0; tap < down.most; tap += 4) {
      const at = row * down.most + tap
      const weights = down.weights.subarray(at, at + 4)
      const from = (down.first[row]! - firstRow + tap) * stride
      mix(between.subarray(from, from + 4 * stride), weights, line, { channels, scale, shift, isFirst: tap === 0 })
    }
  }
}

/** Every row to the wanted width, in 2²⁰ths of a byte's steps; whole numbers (`| 0`), which are twice as quick. */
function narrow(
  pixels: Uint8Array,
  options: { across: Taps; channels: number; rows: number; mirrored: boolean; lines: Int32Array },
) {
  const { across, channels, rows, mirrored, lines } = options
  const width = across.first.length
  const stride = width * channels
  const step = pixels.length / rows
  for (let column = 0; column < width; column++) {
    const place = mirrored ? width - 1 - column : column
    for (let tap = 0; tap < across.most; tap += 4) {
      const at = place * across.most + tap
      const a = Math.round(across.weights[at]! * whole) | 0
      const b = Math.round(across.weights[at + 1]! * whole) | 0
      const c = Math.round(across.weights[at + 2]! * whole) | 0
      const d = Math.round(across.weights[at + 3]! * whole) | 0
      for (let channel = 0; channel < channels; channel++) {
        let from = (across.first[place]! + tap) * channels + channel
        let to = column * channels + channel
        for (let row = 0; row < rows; row++, from += step, to += stride) {
          const one = (Math.imul(a, pixels[from]!) + Math.imul(b, pixels[from + channels]!)) | 0
          const two = (Math.imul(c, pixels[from + 2 * channels]!) + Math.imul(d, pixels[from + 3 * channels]!)) | 0
          lines[to] = tap === 0 ? (one + two) | 0 : (lines[to]! + one + two) | 0
        }
      }
    }
  }
}

/** Four rows to one. */
function mix(
  lines: Int32Array,
  weights: Float64Array,
  line: Float32Array,
  { channels, scale, shift, isFirst }: { channels: number; scale: Float64Array; shift: Float64Array; isFirst: boolean },
) {
  const stride = line.length
  for (let channel = 0; channel < channels; channel++) {
    const unit = scale[channel]! / whole
    const a = weights[0]! * unit
    const b = weights[1]! * unit
    const c = weights[2]! * unit
    const d = weights[3]! * unit
    const added = shift[channel]!
    for (let place = channel; place < stride; place += channels) {
      const sum =
        a * lines[place]! + b * lines[place + stride]! + c * lines[place + 2 * stride]! + d * lines[place + 3 * stride]!
      line[place] = (isFirst ? added : line[place]!) + sum
    }
  }
}
