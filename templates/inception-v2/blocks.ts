import { z } from 'zod'
import { layer, merge } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { averagePool, concat } from '../inception.ts'
import { convolution } from '../inception-v4/blocks.ts'
import { row } from '../parts.ts'

const width = (start: number, en: string, zh: string) =>
  z
    .int()
    .min(0)
    .max(65_536)
    .default(start)
    .meta({ label: { en, zh }, help: { en: '0 leaves this path out.', zh: '为 0 时没有这条路径。' } })

/** GoogLeNet's module with two 3×3 kernels for the 5×5, normalized throughout; figure 5 of the paper has its widths. */
export const normalized = defineBlock({
  id: 'inception-v2/module',
  title: { en: 'Normalized Inception module', zh: '归一化 Inception 模块' },
  description: {
    en: '1×1, 3×3 and a double 3×3 beside a pooling, each convolution with batch normalization.',
    zh: '1×1、3×3、双重 3×3 与池化并列，每个卷积都带批归一化。',
  },
  options: z.strictObject({
    one: width(64, '1×1', '1×1'),
    threeReduce: width(64, '3×3 reduce', '3×3 前压缩'),
    three: width(64, '3×3', '3×3'),
    doubleReduce: width(64, 'Double 3×3 reduce', '双重 3×3 前压缩'),
    double: width(96, 'Double 3×3', '双重 3×3'),
    pool: z
      .enum(['average', 'max'])
      .default('average')
      .meta({
        label: { en: 'Pooling', zh: '池化方式' },
        choices: { average: { en: 'Average', zh: '平均' }, max: { en: 'Maximum', zh: '最大' } },
      }),
    poolProjection: width(32, 'Pool projection', '池化投影'),
    strides: z
      .int()
      .min(1)
      .max(2)
      .default(1)
      .meta({
        label: { en: 'Stride', zh: '步幅' },
        help: { en: '2 halves height and width.', zh: '为 2 时高与宽减半。' },
      }),
  }),
  build(name, options) {
    const { strides } = options
    const pooling = { poolSize: [3, 3], strides: [strides, strides], padding: 'same' }
    const pool =
      options.pool === 'average' && strides === 1 ? averagePool('pool') : layer('pool', poolKind(options.pool), pooling)
    return merge(
      name,
      [
        ...(options.one > 0 ? [convolution('1x1', options.one, 1)] : []),
        row([convolution('3x3-reduce', options.threeReduce, 1), convolution('3x3', options.three, 3, { strides })]),
        row([
          convolution('dbl-reduce', options.doubleReduce, 1),
          convolution('dbl1', options.double, 3),
          convolution('dbl2', options.double, 3, { strides }),
        ]),
        row([pool, ...(options.poolProjection > 0 ? [convolution('pool-proj', options.poolProjection, 1)] : [])]),
      ],
      concat,
    )
  },
})

const poolKind = (pool: 'average' | 'max') => (pool === 'average' ? 'avg-pool-2d' : 'max-pool-2d')
