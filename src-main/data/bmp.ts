import type { Picture } from './source.ts'

/** Windows bitmaps, which libvips as sharp brings it does not read. */
export const isBmp = (file: Buffer): boolean => file.length >= 26 && file.toString('latin1', 0, 2) === 'BM'

const compressions = { none: 0, rle8: 1, rle4: 2, fields: 3, alphaFields: 6 }

/**
 * Reads a bitmap of 1, 4, 8, 16, 24 or 32 bits a pixel, run-length coded or not, without transparency.
 * @throws where it is cut off or of a kind that does not exist
 */
export function readBmp(file: Buffer, maxPixels: number): Picture & { channels: 3 } {
  const start = file.readUInt32LE(10)
  const headerSize = file.readUInt32LE(14)
  // The oldest header has 16-bit sides and three bytes a colour.
  const isOld = headerSize === 12
  if (!isOld && headerSize < 40) throw new Error('unknown bitmap header')
  const width = isOld ? file.readUInt16LE(18) : file.readInt32LE(18)
  const signedHeight = isOld ? file.readInt16LE(20) : file.readInt32LE(22)
  const height = Math.abs(signedHeight)
  const bits = file.readUInt16LE(isOld ? 24 : 28)
  const compression = isOld ? compressions.none : file.readUInt32LE(30)
  if (width < 1 || height < 1) throw new Error('bitmap without pixels')
  if (width * height > maxPixels) throw new Error('Input image exceeds pixel limit')
  const colours = paletteOf(file, { headerSize, bits, isOld })
  const rows =
    compression === compressions.rle8 || compression === compressions.rle4
      ? unpack(file.subarray(start), { width, height, isFourBit: compression === compressions.rle4 })
      : undefined
  const fields = fieldsOf(file, { headerSize, bits, compression })

  const stride = Math.ceil((width * bits) / 32) * 4
  if (!rows && file.length < start + stride * height) throw new Error('premature end of bitmap')
  const pixels = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    // From the bottom row up, unless the height is negative.
    const stored = signedHeight > 0 ? height - 1 - row : row
    for (let column = 0; column < width; column++) {
      const to = (row * width + column) * 3
      const at = start + stored * stride
      if (fields) {
        const value = bits === 16 ? file.readUInt16LE(at + column * 2) : file.readUInt32LE(at + column * 4)
        for (const [channel, read] of fields.entries()) pixels[to + channel] = read(value)
      } else if (bits >= 24) {
        const from = at + column * (bits / 8)
        for (let channel = 0; channel < 3; channel++) pixels[to + channel] = file[from + 2 - channel]!
      } else {
        const index = rows ? rows[stored * width + column]! : indexAt(file, at, column, bits)
        for (let channel = 0; channel < 3; channel++) pixels[to + channel] = colours[index * 3 + channel] ?? 0
      }
    }
  }
  return { height, width, channels: 3, pixels }
}

/** Red, green and blue of every colour that pixels name by number; empty where they have their own. */
function paletteOf(file: Buffer, { headerSize, bits, isOld }: { headerSize: number; bits: number; isOld: boolean }) {
  if (bits > 8) return []
  if (![1, 4, 8].includes(bits)) throw new Error(`bitmap of ${bits} bits a pixel`)
  const step = isOld ? 3 : 4
  const said = isOld ? 0 : file.readUInt32LE(46)
  const count = said > 0 && said <= 2 ** bits ? said : 2 ** bits
  const colours: number[] = []
  for (let place = 14 + headerSize; colours.length < count * 3 && place + 2 < file.length; place += step)
    colours.push(file[place + 2]!, file[place + 1]!, file[place]!)
  return colours
}

const indexAt = (file: Buffer, row: number, column: number, bits: number): number => {
  const perByte = 8 / bits
  const byte = file[row + Math.floor(column / perByte)]!
  return (byte >> (bits * (perByte - 1 - (column % perByte)))) & (2 ** bits - 1)
}

/** How red, green and blue are read from a pixel of 16 or 32 bits, where it is made of fields of bits. */
function fieldsOf(
  file: Buffer,
  { headerSize, bits, compression }: { headerSize: number; bits: number; compression: number },
) {
  const isSaid = compression === compressions.fields || compression === compressions.alphaFields
  if (bits !== 16 && !(bits === 32 && isSaid)) return undefined
  const masks = isSaid ? [54, 58, 62].map((place) => file.readUInt32LE(place)) : [0x7c00, 0x03e0, 0x001f]
  if (isSaid && headerSize < 40) throw new Error('unknown bitmap header')
  return masks.map((mask) => {
    const low = mask & -mask
    const most = mask / (low || 1)
    return (value: number) =>
      mask === 0 ? 0 : Math.round((((value & mask) >>> 0) / (low >>> 0) / Math.abs(most)) * 255)
  })
}

/** Microsoft's run-length code: every pixel's number of a colour, in the order of the file; what is jumped over is 0. */
function unpack(code: Buffer, { width, height, isFourBit }: { width: number; height: number; isFourBit: boolean }) {
  const indices = new Uint8Array(width * height)
  let [x, y] = [0, 0]
  const put = (index: number) => {
    if (x < width && y < height) indices[y * width + x] = index
    x += 1
  }
  const nibble = (byte: number, place: number) => (isFourBit ? (place % 2 === 0 ? byte >> 4 : byte & 15) : byte)
  for (let at = 0; at + 1 < code.length && y < height;) {
    const [count, value] = [code[at]!, code[at + 1]!]
    at += 2
    if (count > 0) for (let i = 0; i < count; i++) put(nibble(value, i))
    else if (value === 0) [x, y] = [0, y + 1]
    else if (value === 1) return indices
    else if (value === 2) {
      x += code[at] ?? 0
      y += code[at + 1] ?? 0
      at += 2
    } else {
      const bytes = isFourBit ? Math.ceil(value / 2) : value
      if (at + bytes > code.length) throw new Error('premature end of bitmap')
      for (let i = 0; i < value; i++) put(nibble(code[at + (isFourBit ? i >> 1 : i)]!, i))
      at += bytes + (bytes % 2)
    }
  }
  return indices
}
