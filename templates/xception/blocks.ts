import { z } from 'zod'
import { layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'
import { relu, row } from '../parts.ts'

/** A separable convolution with its normalization: `sepconv1`, `sepconv1-bn`. */
export const separable = (number: number, filters: number): LayerTree[] => [
  layer(`sepconv${number}`, 'separable-conv-2d', { filters, kernelSize: [3, 3], padding: 'same', useBias: false }),
  layer(`sepconv${number}-bn`, 'batch-normalization'),
]

/** Two separable convolutions and a pooling, around a projected shortcut. */
export const reduction = defineBlock({
  id: 'xception/reduction',
  title: { en: 'Xception reduction', zh: 'Xception 下采样块' },
  description: {
    en: 'Two separable convolutions and a pooling that halves the size, beside a projected shortcut.',
    zh: '两个可分离卷积与减半尺寸的池化，旁边是投影捷径。',
  },
  options: z.strictObject({
    filters: filtersOption(128).meta({
      label: { en: 'First filters', zh: '第一层卷积核数量' },
      help: { en: 'Filters of the first separable convolution.', zh: '第一个可分离卷积的卷积核数量。' },
    }),
    output: filtersOption(128).meta({
      label: { en: 'Output channels', zh: '输出通道数' },
      help: { en: 'How many channels leave the block.', zh: '块输出的通道数。' },
    }),
    preactivation: z
      .boolean()
      .default(true)
      .meta({
        label: { en: 'ReLU at the start', zh: '开头使用 ReLU' },
        help: {
          en: 'Left out where a ReLU stands just before the block.',
          zh: '块之前已有 ReLU 时不需要。',
        },
      }),
  }),
  build(name, { filters, output, preactivation }) {
    const path = row([
      ...(preactivation ? [relu('sepconv1-act')] : []),
      ...separable(1, filters),
      relu('sepconv2-act'),
      ...separable(2, output),
      layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }),
    ])
    const shortcut = row([
      layer('conv', 'conv2d', {
        filters: output,
        kernelSize: [1, 1],
        strides: [2, 2],
        padding: 'same',
        useBias: false,
      }),
      layer('bn', 'batch-normalization'),
    ])
    return merge(name, [path, shortcut], layer('add', 'add'))
  },
})

/** Three separable convolutions around a shortcut: size and channels stay. */
export const middle = defineBlock({
  id: 'xception/middle',
  title: { en: 'Xception middle block', zh: 'Xception 中间块' },
  description: {
    en: 'Three separable convolutions learn what to add to the input; its channels must be as many as the filters.',
    zh: '三个可分离卷积学习要加到输入上的部分；输入通道数须与卷积核数量相同。',
  },
  options: z.strictObject({ filters: filtersOption(728) }),
  fit: (channels) => ({ filters: channels }),
  build(name, { filters }) {
    const path = [1, 2, 3].flatMap((number): BlockTree[] => [
      relu(`sepconv${number}-act`),
      ...separable(number, filters),
    ])
    return merge(name, [row(path), row([])], layer('add', 'add'))
  },
})
