import { shapeClass } from '../../src-core/training/shape-classes.ts'
import { readImage, withChannels } from './decode.ts'
import type { Need } from './decode.ts'
import { generator } from './generator.ts'
import { drawShape } from './shapes-drawing.ts'
import type { Origin, Picture, Size } from './source.ts'

/**
 * One image of an origin, with as many channels as are needed. Files are resized to what is needed; images that are in
 * memory or drawn come as they are.
 */
export function readPicture(origin: Origin, index: number, need: Need): Picture | Promise<Picture> {
  switch (origin.kind) {
    case 'bytes':
      return withChannels(pictureInMemory(origin, index), need.channels)
    case 'drawn':
      return draw(origin, index, need)
    case 'files':
      return readFile(origin.paths[index]!, origin, need)
    case 'encoded':
      return readFile(origin.files[index]!, origin, need)
  }
}

function pictureInMemory(origin: Extract<Origin, { kind: 'bytes' }>, index: number): Picture {
  const { height, width, channels, pixels, padTo } = origin
  const size = height * width * channels
  const picture = { height, width, channels, pixels: pixels.subarray(index * size, (index + 1) * size) }
  return padTo ? padded(picture, padTo) : picture
}

async function readFile(file: string | Uint8Array, { own }: { own?: Size }, need: Need) {
  const picture = await readImage(file, own ? { ...need, ...own, room: undefined } : need)
  return own ? padded(picture, need) : picture
}

/** In the middle of zeros. */
function padded(picture: Picture, { height, width }: Size): Picture {
  const { channels } = picture
  const pixels = new Uint8Array(height * width * channels)
  const [top, left] = [(height - picture.height) >> 1, (width - picture.width) >> 1]
  for (let row = 0; row < picture.height; row++) {
    const from = row * picture.width * channels
    const line = picture.pixels.subarray(from, from + picture.width * channels)
    pixels.set(line, ((top + row) * width + left) * channels)
  }
  return { height, width, channels, pixels }
}

function draw({ seed, first, classes }: Extract<Origin, { kind: 'drawn' }>, index: number, need: Need): Picture {
  const { height, width, channels } = need
  const pixels = new Uint8Array(height * width * channels)
  const number = first + index
  const shape = shapeClass(number % classes, { classes, channels })
  drawShape(pixels, { height, width, channels }, shape, generator(seed, number))
  return { height, width, channels, pixels }
}
