import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption, projectionOption, strideOption } from '../options.ts'
import { relu, row } from '../parts.ts'

const epsilon = 1.001e-5

export const cardinalityOption = z
  .int()
  .min(1)
  .max(1_024)
  .default(32)
  .meta({
    label: { en: 'Cardinality', zh: '基数' },
    help: {
      en: 'How many groups of channels the 3×3 convolution keeps apart; must divide its filters.',
      zh: '3×3 卷积把通道分成多少组；须能整除其卷积核数量。',
    },
  })

/** The bottleneck whose 3×3 convolution is grouped: the same small path many times, side by side. */
export const aggregated = defineBlock({
  id: 'resnext/block',
  title: { en: 'ResNeXt block', zh: 'ResNeXt 块' },
  description: {
    en: 'A bottleneck whose 3×3 convolution works in groups that do not see one another.',
    zh: '3×3 卷积分组进行、各组互不相见的瓶颈块。',
  },
  options: z.strictObject({
    filters: filtersOption(128),
    output: filtersOption(256).meta({
      label: { en: 'Output channels', zh: '输出通道数' },
      help: { en: 'How many channels leave the block.', zh: '块输出的通道数。' },
    }),
    cardinality: cardinalityOption,
    strides: strideOption,
    projection: projectionOption,
  }),
  build(name, { filters, output, cardinality, strides, projection }) {
    const step = [strides, strides]
    const shortcut = projection ? convolution('0', { filters: output, kernelSize: [1, 1], strides: step }) : []
    const path = [
      ...convolution('1', { filters, kernelSize: [1, 1] }),
      relu('relu1'),
      layer('pad2', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
      ...convolution('2', { filters, kernelSize: [3, 3], strides: step, groups: cardinality }),
      relu('relu2'),
      ...convolution('3', { filters: output, kernelSize: [1, 1] }),
    ]
    return chain(name, [merge('', [row(shortcut), row(path)], layer('add', 'add'), { block: false }), relu('out')])
  },
})

/** A convolution without bias and its normalization. */
export const convolution = (suffix: string, params: Record<string, unknown>): LayerTree[] => [
  layer(`conv${suffix}`, 'conv2d', { ...params, useBias: false }),
  layer(`bn${suffix}`, 'batch-normalization', { epsilon }),
]
