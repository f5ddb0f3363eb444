import { z } from 'zod'
import { layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { averagePool, concat, convolution, maxPool, reduce } from '../inception.ts'
import { filtersOption } from '../options.ts'
import { row } from '../parts.ts'

const none = z.strictObject({})

/** 35×35: small kernels. */
export const moduleA = defineBlock({
  id: 'inception-v3/a',
  title: { en: 'Inception A', zh: 'Inception A' },
  description: {
    en: '1×1, 5×5, a double 3×3 and a pooling side by side.',
    zh: '1×1、5×5、双重 3×3 与池化并列。',
  },
  options: z.strictObject({
    poolProjection: filtersOption(64).meta({
      label: { en: 'Pool projection', zh: '池化投影' },
      help: { en: 'Filters after the pooling.', zh: '池化之后的卷积核数量。' },
    }),
  }),
  build: (name, { poolProjection }) =>
    merge(
      name,
      [
        convolution('1x1', 64, 1),
        row([convolution('5x5-reduce', 48, 1), convolution('5x5', 64, 5)]),
        row([convolution('dbl-reduce', 64, 1), convolution('dbl1', 96, 3), convolution('dbl2', 96, 3)]),
        row([averagePool('pool'), convolution('pool-proj', poolProjection, 1)]),
      ],
      concat,
    ),
})

/** 35×35 to 17×17. */
export const reductionA = defineBlock({
  id: 'inception-v3/reduction-a',
  title: { en: 'Reduction A', zh: '下采样 A' },
  description: { en: 'Halves the size three ways side by side.', zh: '用三种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        convolution('3x3', 384, 3, reduce),
        row([convolution('dbl-reduce', 64, 1), convolution('dbl1', 96, 3), convolution('dbl2', 96, 3, reduce)]),
        maxPool('pool'),
      ],
      concat,
    ),
})

/** 17×17: a 7×7 kernel as a row and a column. */
export const moduleB = defineBlock({
  id: 'inception-v3/b',
  title: { en: 'Inception B', zh: 'Inception B' },
  description: {
    en: 'Kernels of 1×7 and 7×1 one after the other see what 7×7 sees, for two sevenths of the cost.',
    zh: '1×7 与 7×1 卷积核依次使用，看到的范围与 7×7 相同，开销只有七分之二。',
  },
  options: z.strictObject({
    width: filtersOption(128).meta({
      label: { en: 'Inner width', zh: '内部宽度' },
      help: { en: 'Filters inside the 7×7 branches.', zh: '7×7 分支内部的卷积核数量。' },
    }),
  }),
  build: (name, { width }) =>
    merge(
      name,
      [
        convolution('1x1', 192, 1),
        row([convolution('7x7-reduce', width, 1), convolution('1x7', width, [1, 7]), convolution('7x1', 192, [7, 1])]),
        row([
          convolution('dbl-reduce', width, 1),
          convolution('dbl-7x1a', width, [7, 1]),
          convolution('dbl-1x7a', width, [1, 7]),
          convolution('dbl-7x1b', width, [7, 1]),
          convolution('dbl-1x7b', 192, [1, 7]),
        ]),
        row([averagePool('pool'), convolution('pool-proj', 192, 1)]),
      ],
      concat,
    ),
})

/** 17×17 to 8×8. */
export const reductionB = defineBlock({
  id: 'inception-v3/reduction-b',
  title: { en: 'Reduction B', zh: '下采样 B' },
  description: { en: 'Halves the size three ways side by side.', zh: '用三种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        row([convolution('3x3-reduce', 192, 1), convolution('3x3', 320, 3, reduce)]),
        row([
          convolution('7x7-reduce', 192, 1),
          convolution('1x7', 192, [1, 7]),
          convolution('7x1', 192, [7, 1]),
          convolution('7x7-3x3', 192, 3, reduce),
        ]),
        maxPool('pool'),
      ],
      concat,
    ),
})

/** 8×8: rows and columns side by side. */
export const moduleC = defineBlock({
  id: 'inception-v3/c',
  title: { en: 'Inception C', zh: 'Inception C' },
  description: {
    en: 'Spreads 1×3 and 3×1 kernels side by side, for many features on a small grid.',
    zh: '把 1×3 与 3×1 卷积核并列展开，在小网格上得到大量特征。',
  },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        convolution('1x1', 320, 1),
        row([convolution('3x3-reduce', 384, 1), rowAndColumn('3x3')]),
        row([convolution('dbl-reduce', 448, 1), convolution('dbl', 384, 3), rowAndColumn('dbl')]),
        row([averagePool('pool'), convolution('pool-proj', 192, 1)]),
      ],
      concat,
    ),
})

const rowAndColumn = (name: string): BlockTree =>
  merge(
    '',
    [convolution(`${name}-1x3`, 384, [1, 3]), convolution(`${name}-3x1`, 384, [3, 1])],
    layer(`${name}-concat`, 'concatenate'),
    { block: false },
  )
