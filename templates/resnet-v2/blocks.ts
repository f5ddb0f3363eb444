import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption, strideOption } from '../options.ts'
import { relu, row } from '../parts.ts'

const epsilon = 1.001e-5

export const normalization = (name: string): LayerTree => layer(name, 'batch-normalization', { epsilon })

/** The bottleneck with normalization and ReLU before each convolution, so that the shortcut stays clean. */
export const preactivation = defineBlock({
  id: 'resnet-v2/bottleneck',
  title: { en: 'Pre-activation bottleneck', zh: '预激活瓶颈块' },
  description: {
    en: 'A bottleneck that normalizes and rectifies before it convolves; nothing stands on the way of the shortcut.',
    zh: '先归一化与激活、再卷积的瓶颈块，捷径上没有任何阻挡。',
  },
  options: z.strictObject({
    filters: filtersOption(64),
    strides: strideOption,
    projection: z
      .boolean()
      .default(true)
      .meta({
        label: { en: 'Projection', zh: '投影捷径' },
        help: {
          en: 'The shortcut goes through a 1×1 convolution; without it a stride takes every other pixel of the input.',
          zh: '捷径经过 1×1 卷积；不使用时，若有步幅则对输入隔点取值。',
        },
      }),
  }),
  build(name, { filters, strides, projection }) {
    const convolution = (name: string, params: Record<string, unknown>) => layer(name, 'conv2d', params)
    const step = [strides, strides]
    const path = row([
      convolution('conv1', { filters, kernelSize: [1, 1], useBias: false }),
      normalization('bn1'),
      relu('relu1'),
      layer('pad2', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
      convolution('conv2', { filters, kernelSize: [3, 3], strides: step, useBias: false }),
      normalization('bn2'),
      relu('relu2'),
      convolution('conv3', { filters: 4 * filters, kernelSize: [1, 1] }),
    ])
    const before = [normalization('preact-bn'), relu('preact-relu')]
    const add = layer('add', 'add')
    const join = (branches: BlockTree[]) => merge('', branches, add, { block: false })
    if (projection) {
      const shortcut = convolution('conv0', { filters: 4 * filters, kernelSize: [1, 1], strides: step })
      return chain(name, [...before, join([row([shortcut]), path])])
    }
    const shortcut = strides > 1 ? [layer('skip', 'max-pool-2d', { poolSize: [1, 1], strides: step })] : []
    return chain(name, [join([row(shortcut), row([...before, path])])])
  },
})
