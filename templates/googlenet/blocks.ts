import { z } from 'zod'
import { layer, merge } from '../../src-core/graph/block.ts'
import type { LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'
import { row } from '../parts.ts'

const width = (start: number, en: string, zh: string) =>
  filtersOption(start).meta({
    label: { en, zh },
    help: { en: 'Filters of this convolution.', zh: '该卷积的卷积核数量。' },
  })

/** Looks at its input with kernels of three sizes and a pooling, side by side. The six widths are those of table 1. */
export const inception = defineBlock({
  id: 'googlenet/inception',
  title: { en: 'Inception module', zh: 'Inception 模块' },
  description: {
    en: '1×1, 3×3 and 5×5 kernels and a pooling side by side; 1×1 convolutions keep the large kernels cheap.',
    zh: '1×1、3×3、5×5 卷积核与池化并列；1×1 卷积使大卷积核开销降低。',
  },
  options: z.strictObject({
    one: width(64, '1×1', '1×1'),
    threeReduce: width(96, '3×3 reduce', '3×3 前压缩'),
    three: width(128, '3×3', '3×3'),
    fiveReduce: width(16, '5×5 reduce', '5×5 前压缩'),
    five: width(32, '5×5', '5×5'),
    poolProjection: width(32, 'Pool projection', '池化投影'),
    convolveFirst: z
      .boolean()
      .default(false)
      .meta({
        label: { en: 'Convolve, then pool', zh: '先卷积后池化' },
        help: {
          en: 'The documenting code’s order in the pool branch; the paper pools first.',
          zh: '文档代码在池化分支中的顺序；论文先池化。',
        },
      }),
  }),
  build(name, options) {
    const pool = layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [1, 1], padding: 'same' })
    const projection = convolution('pool-proj', options.poolProjection, 1)
    return merge(
      name,
      [
        convolution('1x1', options.one, 1),
        row([convolution('3x3-reduce', options.threeReduce, 1), convolution('3x3', options.three, 3)]),
        row([convolution('5x5-reduce', options.fiveReduce, 1), convolution('5x5', options.five, 5)]),
        row(options.convolveFirst ? [projection, pool] : [pool, projection]),
      ],
      layer('concat', 'concatenate'),
    )
  },
})

export const convolution = (
  name: string,
  filters: number,
  kernel: number,
  rest: Record<string, unknown> = {},
): LayerTree =>
  layer(name, 'conv2d', { filters, kernelSize: [kernel, kernel], padding: 'same', activation: 'relu', ...rest })
