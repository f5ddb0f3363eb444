import type * as turbo from '@julusian/jpeg-turbo'
import type { Need } from './decode.ts'
import { kernel } from './kernel.ts'
import { wholeRegion } from './regions.ts'
import { shrink } from './shrink.ts'
import type { Piece } from './shrink.ts'
import type { Picture, Size } from './source.ts'

let loading: Promise<typeof turbo | undefined> | undefined

/** libjpeg-turbo by itself; undefined where it has no build for this computer: sharp reads JPEGs too. */
export const loadJpegTurbo = () => (loading ??= load().catch(() => undefined))

/** A CommonJS module, whose names Node finds in its default export alone. */
async function load() {
  const loaded: unknown = await import('@julusian/jpeg-turbo')
  return (loaded as { default: typeof turbo }).default
}

/** Loads what decodes and resizes JPEGs, so that the first of them does not wait for it. */
export async function prepareJpegs() {
  await loadJpegTurbo()
  kernel()
}

/** Sixteen megapixels, whose memory a thread keeps; sharp decodes larger ones smaller at once. */
const mostPixels = 2 ** 24

/**
 * Decodes what cameras and programs commonly write, in a fraction of the time that sharp's pipeline takes, to the same
 * pixels as TensorFlow's decoder. Undefined for every other file, and for one that is damaged: sharp reads it, or says
 * what is wrong.
 */
export async function decodeJpeg(file: Buffer, need: Need): Promise<Picture | undefined> {
  const size = plainSize(file)
  if (!size || size.width * size.height > mostPixels) return undefined
  const loaded = await loadJpegTurbo()
  if (!loaded) return undefined
  const decode = (room: Buffer) => {
    const { height, width } = loaded.decompressSync(file, room, { format: loaded.FORMAT_RGB })
    if (height !== size.height || width !== size.width) throw new Error('two sizes')
  }
  try {
    return shrink(size, decode, piece(size, need), need.room)
  } catch {
    return undefined
  }
}

/** What of the image is kept, and how large. */
function piece(size: Size, need: Need): Piece {
  const { fit, height, width } = need
  if (!need.loose) return { region: wholeRegion(size, need, fit), height, width }
  const ratios = [height / size.height, width / size.width].map((ratio) => Math.min(ratio, 1))
  const both = fit === 'crop' ? Math.max(...ratios) : Math.min(...ratios)
  const [down, across] = fit === 'stretch' ? ratios : [both, both]
  return {
    region: { top: 0, left: 0, ...size },
    height: Math.max(Math.round(size.height * down!), 1),
    width: Math.max(Math.round(size.width * across!), 1),
  }
}

/** Of an upright JPEG in grey or YCbCr that is there to its end; undefined of any other file. */
function plainSize(file: Buffer): Size | undefined {
  if (!isJpeg(file) || numberAt(file, file.length - 2) !== 0xffd9) return undefined
  for (let at = firstSegment; isSegment(file, at); at = nextSegment(file, at)) {
    const marker = file[at + 1]!
    if (marker === 0xe1 && mayBeTurned(file.subarray(at + 4, nextSegment(file, at)))) return undefined
    // Adobe's, which says when colours are no YCbCr.
    if (marker === 0xee) return undefined
    if (!isFrame(marker)) continue
    const precision = file[at + 4]
    const components = file[at + 9]
    const height = numberAt(file, at + 5)
    const width = numberAt(file, at + 7)
    const isKnown = marker <= 0xc2 && precision === 8 && (components === 1 || components === 3)
    return isKnown && height > 0 && width > 0 ? { height, width } : undefined
  }
  return undefined
}

/** Whether it is worth opening a file once more to ask: most JPEGs say at their beginning that they have three channels. */
export function mayBeCmyk(file: Buffer): boolean {
  if (!isJpeg(file)) return file[0] === 0x49 || file[0] === 0x4d
  for (let at = firstSegment; isSegment(file, at); at = nextSegment(file, at)) {
    if (isFrame(file[at + 1]!)) return file[at + 9] === 4
  }
  return true
}

const isJpeg = (file: Buffer) => file[0] === 0xff && file[1] === 0xd8

/** Frames of every kind; tables of Huffman codes and the like lie among their numbers. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** What stands before the pixels comes in segments: `ff`, a marker, and a length that counts itself. */
const firstSegment = 2
const isSegment = (file: Buffer, at: number) => at + 9 < file.length && file[at] === 0xff
const nextSegment = (file: Buffer, at: number) => at + 2 + numberAt(file, at + 2)

/** Of two bytes. All of this is small, for it is compiled anew in every thread: a generator of segments took longer to compile than to run. */
const numberAt = (file: Buffer, at: number) => (file[at]! << 8) | file[at + 1]!

const orientationTag = 0x0112

/** Whether EXIF says, or may say, that the camera was not held upright. */
function mayBeTurned(segment: Buffer): boolean {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return false
  const tiff = segment.subarray(6)
  const isLittle = tiff[0] === 0x49
  const number = (at: number, bytes: number) => (isLittle ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes))
  try {
    const directory = number(4, 4)
    for (let entry = 0; entry < number(directory, 2); entry++) {
      const at = directory + 2 + entry * 12
      if (number(at, 2) === orientationTag) return number(at + 8, 2) > 1
    }
    return false
  } catch {
    // It ends before what it names.
    return true
  }
}
