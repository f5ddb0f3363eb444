import { aligned, kernel, memory, reserve } from './kernel.ts'
import { rowsOf, tapsOf } from './resample.ts'
import type { Region } from './resample.ts'
import type { Picture, Size } from './source.ts'

/** Whole numbers that weights are of. */
const whole = 2 ** 14

const channels = 3

/** What of a picture is kept, and how large. */
export interface Piece extends Size {
  region: Region
}

const memoryOfItsOwn = (bytes: number) => new Uint8Array(bytes)

/**
 * Decodes a picture and resizes a piece of it as Pillow does bilinearly, to bytes: first its rows, then along them, of which
 * only those columns are looked at that count.
 * @param decode fills the room with three bytes a pixel
 * @param room where the result comes to lie
 */
export function shrink(
  size: Size,
  decode: (room: Buffer) => void,
  piece: Piece,
  room: (bytes: number) => Uint8Array = memoryOfItsOwn,
): Picture {
  const { region, height, width } = piece
  const isWhole = [size, region].every((side) => side.height === height && side.width === width)
  const pixels = room(height * width * channels)
  if (isWhole) decode(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length))
  else resize(size, decode, piece, pixels)
  return { height, width, channels, pixels }
}

function resize(size: Size, decode: (room: Buffer) => void, { region, height, width }: Piece, to: Uint8Array) {
  const stride = size.width * channels
  const down = tableOf(height, region.top, region.height, size.height, { step: stride, atOnce: 1 })
  const across = tableOf(width, region.left, region.width, size.width, { step: channels, atOnce: 4 })
  const bytes = across.count * channels
  const pixels = 0
  // Rows and pixels that count nothing are read along where the picture has fewer than are taken at once.
  const line = aligned(pixels + (size.height + down.most) * stride)
  const result = aligned(line + bytes + across.most * channels)
  const rowFirst = aligned(result + to.length)
  const rowWeights = aligned(rowFirst + down.first.byteLength)
  const first = aligned(rowWeights + down.weights.byteLength)
  const weights = aligned(first + across.first.byteLength)
  reserve(weights + across.weights.byteLength)

  decode(Buffer.from(memory.buffer, pixels, size.height * stride))
  place(down, rowFirst, rowWeights)
  place(across, first, weights)
  const from = pixels + down.from * stride + across.from * channels
  const rows = [rowFirst, rowWeights, down.most] as const
  kernel().shrink(from, stride, bytes, result, height, width, ...rows, first, weights, across.most, line)
  to.set(new Uint8Array(memory.buffer, result, to.length))
}

/** Which pixels of one side count for each place of the result, from `from` on, `count` of them in all; and how much. */
interface Table {
  from: number
  count: number
  /** Where the first of them lies, in bytes from `from`. */
  first: Int32Array
  weights: Int16Array
  most: number
}

/** Pictures of one camera have one size, or two: what follows from it is found once. */
const tables = new Map<string, Table>()
const mostTables = 64

/**
 * @param options.step from one pixel of this side to the next, in bytes
 * @param options.atOnce so many places are made at once: their weights stand side by side, four of each
 */
function tableOf(
  side: number,
  from: number,
  length: number,
  pixels: number,
  { step, atOnce }: { step: number; atOnce: number },
): Table {
  const key = `${side} ${from} ${length} ${pixels} ${step} ${atOnce}`
  const known = tables.get(key)
  if (known) return known
  const taps = tapsOf(side, from, length, pixels)
  const { firstRow, rows } = rowsOf(taps, pixels)
  const places = Math.ceil(side / atOnce) * atOnce
  const table = {
    from: firstRow,
    count: rows,
    first: Int32Array.from({ length: places }, (_, place) => ((taps.first[place] ?? firstRow) - firstRow) * step),
    weights: sideBySide(inWholeNumbers(taps.weights, taps.most), taps.most, { places, atOnce }),
    most: taps.most,
  }
  if (tables.size >= mostTables) tables.clear()
  tables.set(key, table)
  return table
}

/** Those of each place are as much together as the whole. */
function inWholeNumbers(weights: Float64Array, most: number): Int16Array {
  const rounded = new Int16Array(weights.length)
  for (let from = 0; from < weights.length; from += most) {
    let [rest, heaviest] = [0, from]
    for (let tap = from; tap < from + most; tap++) {
      rounded[tap] = Math.round(weights[tap]! * whole)
      rest += weights[tap]! * whole - rounded[tap]!
      if (weights[tap]! > weights[heaviest]!) heaviest = tap
    }
    rounded[heaviest]! += Math.round(rest)
  }
  return rounded
}

/** Weights of the last places that are none are 0. */
function sideBySide(weights: Int16Array, most: number, { places, atOnce }: { places: number; atOnce: number }) {
  const placed = new Int16Array(places * most)
  weights.forEach((weight, at) => {
    const [place, tap] = [Math.floor(at / most), at % most]
    const beside = place % atOnce
    placed[(place - beside) * most + (tap - (tap % 4)) * atOnce + beside * 4 + (tap % 4)] = weight
  })
  return placed
}

function place({ first, weights }: Table, firstAt: number, weightsAt: number) {
  new Int32Array(memory.buffer, firstAt, first.length).set(first)
  new Int16Array(memory.buffer, weightsAt, weights.length).set(weights)
}
