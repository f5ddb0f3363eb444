import type { Thumbnail } from '../../src-core/training/classes.ts'

/** Pixels of the longer side at most. */
const side = 64

/**
 * A small picture of what a network saw. Values in [0, 1] are shown as they are; those that were normalized are stretched
 * from the image's lowest to its highest.
 *
 * @param image `[height, width, channels]`
 */
export function thumbnailOf(image: Float32Array, shape: readonly number[]): Thumbnail | undefined {
  const [height, width, channels] = shape
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) return undefined
  const scale = Math.max(1, Math.max(height!, width!) / side)
  const [rows, columns] = [Math.max(1, Math.round(height! / scale)), Math.max(1, Math.round(width! / scale))]
  const { low, range } = span(image)
  const pixels = Buffer.alloc(rows * columns * channels)
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = stretch(row, rows, height!)
    for (let column = 0; column < columns; column++) {
      const [left, right] = stretch(column, columns, width!)
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) sum += image[(y * width! + x) * channels + channel]!
        const mean = sum / ((bottom - top) * (right - left))
        pixels[(row * columns + column) * channels + channel] = Math.round((255 * (mean - low)) / range)
      }
    }
  }
  return { width: columns, height: rows, channels, pixels: pixels.toString('base64') }
}

/** The pixels from and up to which one of the small picture stands for. */
const stretch = (place: number, places: number, pixels: number): [number, number] => {
  const from = Math.floor((place * pixels) / places)
  return [from, Math.max(from + 1, Math.floor(((place + 1) * pixels) / places))]
}

function span(image: Float32Array): { low: number; range: number } {
  let [low, high] = [Infinity, -Infinity]
  for (const value of image) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low >= 0 && high <= 1) return { low: 0, range: 1 }
  return { low, range: high - low || 1 }
}
