import type { FitEnum, Sharp } from 'sharp'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { isBmp, readBmp } from './bmp.ts'
import { fileBytes } from './file-bytes.ts'
import { decodeJpeg, mayBeCmyk } from './jpeg.ts'
import { loadSharp } from './sharp.ts'
import type { Picture } from './source.ts'

/** What an image is read for: a box of pixels and how it is brought into it. */
export interface Need {
  height: number
  width: number
  channels: number
  fit: Augmentation['fit']
  /** Whether a piece of it is cut out later: nothing is cut off or padded before, and nothing enlarged. */
  loose: boolean
  /** Where its pixels may come to lie in the end; without one, in memory of their own. */
  room?(bytes: number): Uint8Array
}

/** 128 megapixels: above any camera's, below what a small file can swell to in order to fill the memory. */
export const maxPixels = 2 ** 27

const fits: Record<Augmentation['fit'], { whole: keyof FitEnum; loose: keyof FitEnum }> = {
  crop: { whole: 'cover', loose: 'outside' },
  stretch: { whole: 'fill', loose: 'fill' },
  pad: { whole: 'contain', loose: 'inside' },
}

/**
 * Reads an image file: upright as its EXIF says, 8 bits a channel, without transparency, resized as Pillow resizes
 * bilinearly. Colours are those of the file, as Pillow and TensorFlow read them: embedded colour profiles are left aside.
 * JPEGs have TensorFlow's pixels, up to 4 of 255 from Pillow's: both are decoders of the same standard, and its is quicker.
 * @param file its path, or what it holds
 * @throws where the file cannot be read, in the words of the system or of libvips; `why-unreadable.ts` explains them
 */
export async function readImage(file: string | Uint8Array, need: Need): Promise<Picture> {
  if (typeof file === 'string') return decode(await fileBytes(file), need)
  return decode(Buffer.from(file.buffer, file.byteOffset, file.byteLength), need)
}

export async function decode(file: Buffer, need: Need): Promise<Picture> {
  const isDecodedLast = need.channels === 3
  const photograph = await decodeJpeg(file, isDecodedLast ? need : { ...need, room: undefined })
  if (photograph) return withChannels(photograph, need.channels)
  const { image, isCmyk } = await open(file)
  const resized = image.resize({
    width: need.width,
    height: need.height,
    fit: fits[need.fit][need.loose ? 'loose' : 'whole'],
    kernel: 'linear',
    background: '#000',
    withoutEnlargement: need.loose,
  })
  const { data, info } = await (isCmyk ? resized.toColourspace('cmyk') : resized.toColourspace('srgb').removeAlpha())
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const picture = { height: info.height, width: info.width, channels: info.channels, pixels: data }
  return withChannels(isCmyk ? fromCmyk(picture) : picture, need.channels)
}

/** Width and height as it is seen, and whether it has colour. */
export async function measureImage(path: string): Promise<{ width: number; height: number; isGrey: boolean }> {
  const { image } = await open(await fileBytes(path))
  const { width, height, autoOrient, space, channels } = await image.metadata()
  return {
    width: autoOrient?.width ?? width,
    height: autoOrient?.height ?? height,
    isGrey: space === 'b-w' || space === 'grey16' || channels < 3,
  }
}

const limits = { limitInputPixels: maxPixels, failOn: 'error', ignoreIcc: true } as const

async function open(file: Buffer): Promise<{ image: Sharp; isCmyk: boolean }> {
  if (file.length === 0) throw new Error('empty file')
  const sharp = await loadSharp()
  if (isBmp(file)) {
    const { pixels, ...raw } = readBmp(file, maxPixels)
    return { image: sharp(pixels, { raw: { ...raw, channels: 3 } }), isCmyk: false }
  }
  const image = sharp(file, limits).autoOrient()
  const isCmyk = mayBeCmyk(file) && (await image.metadata()).space === 'cmyk'
  return { image: isCmyk ? image.pipelineColourspace('cmyk') : image, isCmyk }
}

/** Each ink takes its colour from white, black from all. Printing profiles, which would say more, differ between files. */
function fromCmyk({ pixels, channels, ...size }: Picture): Picture {
  const rgb = new Uint8Array(size.height * size.width * 3)
  for (let from = 0, to = 0; from < pixels.length; from += channels) {
    const white = 255 - pixels[from + 3]!
    for (let ink = 0; ink < 3; ink++) rgb[to++] = Math.round(((255 - pixels[from + ink]!) * white) / 255)
  }
  return { ...size, channels: 3, pixels: rgb }
}

/** In grey as Rec. 601 weighs the colours, as Pillow and TensorFlow do; in colour with three equal channels. */
export function withChannels(picture: Picture, wanted: number): Picture {
  const { height, width, channels, pixels } = picture
  if (channels === wanted) return picture
  const made = new Uint8Array(height * width * wanted)
  for (let from = 0, to = 0; to < made.length; from += channels, to += wanted) {
    if (channels < 3) made.fill(pixels[from]!, to, to + wanted)
    else if (wanted === 1)
      made[to] = 0.299 * pixels[from]! + 0.587 * pixels[from + 1]! + 0.114 * pixels[from + 2]! + 0.5
    else for (let channel = 0; channel < wanted; channel++) made[to + channel] = pixels[from + channel]!
  }
  return { height, width, channels: wanted, pixels: made }
}
