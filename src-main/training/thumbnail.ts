import { plain } from '../../src-core/training/augmentation.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Thumbnail } from '../../src-core/training/classes.ts'

/** Pixels of the longer side at most, where many are shown. */
const small = 64

/**
 * A small picture of what a network saw, with its values as they were before they were normalized.
 *
 * @param image `[height, width, channels]`
 * @param normalization what was done to values in [0, 1]
 * @param side pixels of the longer side at most
 */
export function thumbnailOf(
  image: Float32Array,
  shape: readonly number[],
  { mean, deviation }: Pick<Augmentation, 'mean' | 'deviation'> = plain,
  side = small,
): Thumbnail | undefined {
  const [height, width, channels] = shape
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) return undefined
  const scale = Math.max(1, Math.max(height!, width!) / side)
  const [rows, columns] = [Math.max(1, Math.round(height! / scale)), Math.max(1, Math.round(width! / scale))]
  const pixels = Buffer.alloc(rows * columns * channels)
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = stretch(row, rows, height!)
    for (let column = 0; column < columns; column++) {
      const [left, right] = stretch(column, columns, width!)
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) sum += image[(y * width! + x) * channels + channel]!
        const value = sum / ((bottom - top) * (right - left))
        const was = value * deviation[channel % deviation.length]! + mean[channel % mean.length]!
        pixels[(row * columns + column) * channels + channel] = Math.round(255 * Math.min(1, Math.max(0, was)))
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
