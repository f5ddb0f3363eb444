import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { averagePool, concat, convolution, maxPool, reduce } from '../inception.ts'
import { filtersOption } from '../options.ts'
import { relu, row } from '../parts.ts'

const none = z.strictObject({})

/** Options of a block whose Inception module only says what to add, made smaller, to its input. */
const residualOptions = (channels: number, scale: number) =>
  z.strictObject({
    channels: filtersOption(channels).meta({
      label: { en: 'Channels', zh: '通道数' },
      help: { en: 'Must be those of the input.', zh: '须与输入的通道数相同。' },
    }),
    scale: z
      .number()
      .min(0)
      .max(1)
      .default(scale)
      .meta({
        label: { en: 'Scale', zh: '缩放系数' },
        help: {
          en: 'How much of the module’s result is added: without it deep sums die early in training.',
          zh: '模块结果有多少被加上：不缩放时，很深的累加会在训练初期失效。',
        },
      }),
    activation: z
      .boolean()
      .default(true)
      .meta({
        label: { en: 'ReLU at the end', zh: '末尾使用 ReLU' },
        help: { en: 'The last block of the network has none.', zh: '网络的最后一个块没有。' },
      }),
  })
type ResidualOptions = z.output<ReturnType<typeof residualOptions>>

function residual(name: string, branches: BlockTree[], { channels, scale, activation }: ResidualOptions) {
  const path = row([
    merge('', branches, layer('mixed', 'concatenate'), { block: false }),
    layer('up', 'conv2d', { filters: channels, kernelSize: [1, 1], padding: 'same' }),
  ])
  const sum = merge('', [row([]), path], layer('add', 'scaled-add', { scale }), { block: false })
  return chain(name, [sum, ...(activation ? [relu('relu')] : [])])
}

export const block35 = defineBlock({
  id: 'inception-resnet-v2/block35',
  title: { en: 'Inception-ResNet A', zh: 'Inception-ResNet A' },
  description: { en: 'Small kernels side by side around a shortcut.', zh: '小卷积核并列，外加捷径。' },
  options: residualOptions(320, 0.17),
  fit: (channels) => ({ channels }),
  build: (name, options) =>
    residual(
      name,
      [
        convolution('b0', 32, 1),
        row([convolution('b1a', 32, 1), convolution('b1b', 32, 3)]),
        row([convolution('b2a', 32, 1), convolution('b2b', 48, 3), convolution('b2c', 64, 3)]),
      ],
      options,
    ),
})

export const block17 = defineBlock({
  id: 'inception-resnet-v2/block17',
  title: { en: 'Inception-ResNet B', zh: 'Inception-ResNet B' },
  description: {
    en: 'A 7×7 kernel as a row and a column around a shortcut.',
    zh: '把 7×7 卷积核拆成一行一列，外加捷径。',
  },
  options: residualOptions(1088, 0.1),
  fit: (channels) => ({ channels }),
  build: (name, options) =>
    residual(
      name,
      [
        convolution('b0', 192, 1),
        row([convolution('b1a', 128, 1), convolution('b1b', 160, [1, 7]), convolution('b1c', 192, [7, 1])]),
      ],
      options,
    ),
})

export const block8 = defineBlock({
  id: 'inception-resnet-v2/block8',
  title: { en: 'Inception-ResNet C', zh: 'Inception-ResNet C' },
  description: {
    en: 'A 3×3 kernel as a row and a column around a shortcut.',
    zh: '把 3×3 卷积核拆成一行一列，外加捷径。',
  },
  options: residualOptions(2080, 0.2),
  fit: (channels) => ({ channels }),
  build: (name, options) =>
    residual(
      name,
      [
        convolution('b0', 192, 1),
        row([convolution('b1a', 192, 1), convolution('b1b', 224, [1, 3]), convolution('b1c', 256, [3, 1])]),
      ],
      options,
    ),
})

export const mixed5b = defineBlock({
  id: 'inception-resnet-v2/mixed5b',
  title: { en: 'Mixed 5b', zh: 'Mixed 5b' },
  description: {
    en: 'The plain Inception module before the residual ones.',
    zh: '残差模块之前的普通 Inception 模块。',
  },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        convolution('b0', 96, 1),
        row([convolution('b1a', 48, 1), convolution('b1b', 64, 5)]),
        row([convolution('b2a', 64, 1), convolution('b2b', 96, 3), convolution('b2c', 96, 3)]),
        row([averagePool('pool'), convolution('pool-proj', 64, 1)]),
      ],
      concat,
    ),
})

export const mixed6a = defineBlock({
  id: 'inception-resnet-v2/mixed6a',
  title: { en: 'Reduction A', zh: '下采样 A' },
  description: { en: 'Halves the size three ways side by side.', zh: '用三种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        convolution('b0', 384, 3, reduce),
        row([convolution('b1a', 256, 1), convolution('b1b', 256, 3), convolution('b1c', 384, 3, reduce)]),
        maxPool('pool'),
      ],
      concat,
    ),
})

export const mixed7a = defineBlock({
  id: 'inception-resnet-v2/mixed7a',
  title: { en: 'Reduction B', zh: '下采样 B' },
  description: { en: 'Halves the size four ways side by side.', zh: '用四种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        row([convolution('b0a', 256, 1), convolution('b0b', 384, 3, reduce)]),
        row([convolution('b1a', 256, 1), convolution('b1b', 288, 3, reduce)]),
        row([convolution('b2a', 256, 1), convolution('b2b', 288, 3), convolution('b2c', 320, 3, reduce)]),
        maxPool('pool'),
      ],
      concat,
    ),
})
