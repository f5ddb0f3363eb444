import { rowsOf, tapsOf } from './resample.ts'
import type { Region, Taps } from './resample.ts'
import { shrinkCode } from './shrink-code.ts'
import type { Picture, Size } from './source.ts'

/** As `shrink.wat` documents them. Places are in bytes of the memory that both share. */
interface Kernel {
  across(
    from: number,
    stride: number,
    rows: number,
    to: number,
    width: number,
    first: number,
    weights: number,
    taps: number,
  ): void
  down(from: number, stride: number, to: number, height: number, first: number, weights: number, taps: number): void
  pack(from: number, to: number, pixels: number): void
}

const page = 2 ** 16
/** Whole numbers that weights are of. */
const whole = 2 ** 14
/** Four pixels are read at once, up to three of them past the last. */
const beyond = 16

/** What is used of it: its types come with the browser's alone. */
interface Assembly {
  Memory: new (pages: { initial: number }) => { buffer: ArrayBuffer; grow(pages: number): number }
  Module: new (code: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: unknown }
}
const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Assembly }).WebAssembly

const memory = new Memory({ initial: 1 })
let loaded: Kernel | undefined

/** Assembled when the first photograph comes: most trainings have none. */
function kernel(): Kernel {
  loaded ??= new Instance(new Module(Buffer.from(shrinkCode, 'base64')), { kernel: { memory } }).exports as Kernel
  return loaded
}

/**
 * Decodes a picture and resizes a piece of it as Pillow does bilinearly, to bytes. All of it happens in one memory of
 * this thread's, which grows to the largest picture that came.
 *
 * @param decode fills the room with four bytes a pixel: red, green, blue and one that is not looked at
 */
export function shrink(
  size: Size,
  decode: (room: Buffer) => void,
  { region, ...wanted }: { region: Region } & Size,
): Picture {
  const bytes = size.height * size.width * 4
  const isWhole = [size, region].every(({ height, width }) => height === wanted.height && width === wanted.width)
  if (!isWhole) return resized(size, bytes, decode, { region, ...wanted })
  reserve(bytes)
  decode(Buffer.from(memory.buffer, 0, bytes))
  return picture(0, size)
}

function resized(
  size: Size,
  bytes: number,
  decode: (room: Buffer) => void,
  { region, height, width }: { region: Region } & Size,
): Picture {
  const [stride, line] = [size.width * 4, width * 4]
  const across = tapsOf(width, region.left, region.width, size.width)
  const down = tapsOf(height, region.top, region.height, size.height)
  const { firstRow, rows } = rowsOf(down, size.height)
  const pixels = 0
  const between = aligned(pixels + bytes + across.most * 4)
  // Rows that count nothing are read along where the picture has fewer than are taken at once.
  const result = aligned(between + (rows + down.most) * line)
  const tables = aligned(result + height * line)
  const acrossWeights = tables + width * 4
  const downFirst = aligned(acrossWeights + across.weights.length * 2)
  const downWeights = downFirst + height * 4
  reserve(downWeights + down.weights.length * 2)

  decode(Buffer.from(memory.buffer, pixels, bytes))
  writeTaps(across, tables, acrossWeights, (pixel) => pixel * 4)
  writeTaps(down, downFirst, downWeights, (row) => (row - firstRow) * line)
  const { across: narrow, down: flatten } = kernel()
  narrow(pixels + firstRow * stride, stride, rows, between, width, tables, acrossWeights, across.most)
  flatten(between, line, result, height, downFirst, downWeights, down.most)
  return picture(result, { height, width })
}

/** With room for what is read and written past an end. */
const aligned = (at: number) => Math.ceil((at + beyond) / 16) * 16

function reserve(bytes: number) {
  const missing = bytes + beyond - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / page))
}

/** Weights in whole numbers that are as much together as the whole. */
function writeTaps(
  { first, weights, most }: Taps,
  firstAt: number,
  weightsAt: number,
  bytesOf: (at: number) => number,
) {
  new Int32Array(memory.buffer, firstAt, first.length).set(first.map(bytesOf))
  const written = new Int16Array(memory.buffer, weightsAt, weights.length)
  for (let from = 0; from < weights.length; from += most) {
    let [rest, heaviest] = [0, from]
    for (let tap = from; tap < from + most; tap++) {
      written[tap] = Math.round(weights[tap]! * whole)
      rest += weights[tap]! * whole - written[tap]!
      if (weights[tap]! > weights[heaviest]!) heaviest = tap
    }
    written[heaviest]! += Math.round(rest)
  }
}

/** Three bytes of each pixel, out of the memory that the next picture comes into. */
function picture(at: number, { height, width }: Size): Picture {
  const count = height * width
  // What is written never overtakes what is still to be read.
  kernel().pack(at, at, count)
  return { height, width, channels: 3, pixels: new Uint8Array(memory.buffer, at, count * 3).slice() }
}
