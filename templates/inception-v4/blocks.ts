import { z } from 'zod'
import { layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { averagePool, concat, convolution as withoutScale, maxPool, reduce } from '../inception.ts'
import { row } from '../parts.ts'

const none = z.strictObject({})

/** The paper's normalization learns a scale. */
export const convolution = (...[name, filters, kernel, rest]: Parameters<typeof withoutScale>): BlockTree =>
  withoutScale(name, filters, kernel, { ...rest, scale: true })

export const moduleA = defineBlock({
  id: 'inception-v4/a',
  title: { en: 'Inception-v4 A', zh: 'Inception-v4 A' },
  description: { en: '1×1, 3×3 and a double 3×3 beside a pooling.', zh: '1×1、3×3、双重 3×3 与池化并列。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        row([averagePool('pool'), convolution('pool-proj', 96, 1)]),
        convolution('1x1', 96, 1),
        row([convolution('3x3-reduce', 64, 1), convolution('3x3', 96, 3)]),
        row([convolution('dbl-reduce', 64, 1), convolution('dbl1', 96, 3), convolution('dbl2', 96, 3)]),
      ],
      concat,
    ),
})

export const reductionA = defineBlock({
  id: 'inception-v4/reduction-a',
  title: { en: 'Inception-v4 reduction A', zh: 'Inception-v4 下采样 A' },
  description: { en: 'Halves the size three ways side by side.', zh: '用三种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        maxPool('pool'),
        convolution('3x3', 384, 3, reduce),
        row([convolution('dbl-reduce', 192, 1), convolution('dbl1', 224, 3), convolution('dbl2', 256, 3, reduce)]),
      ],
      concat,
    ),
})

export const moduleB = defineBlock({
  id: 'inception-v4/b',
  title: { en: 'Inception-v4 B', zh: 'Inception-v4 B' },
  description: {
    en: 'A 7×7 kernel as rows and columns beside a pooling.',
    zh: '把 7×7 卷积核拆成行与列，与池化并列。',
  },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        row([averagePool('pool'), convolution('pool-proj', 128, 1)]),
        convolution('1x1', 384, 1),
        row([convolution('7x7-reduce', 192, 1), convolution('1x7', 224, [1, 7]), convolution('7x1', 256, [7, 1])]),
        row([
          convolution('dbl-reduce', 192, 1),
          convolution('dbl-1x7a', 192, [1, 7]),
          convolution('dbl-7x1a', 224, [7, 1]),
          convolution('dbl-1x7b', 224, [1, 7]),
          convolution('dbl-7x1b', 256, [7, 1]),
        ]),
      ],
      concat,
    ),
})

export const reductionB = defineBlock({
  id: 'inception-v4/reduction-b',
  title: { en: 'Inception-v4 reduction B', zh: 'Inception-v4 下采样 B' },
  description: { en: 'Halves the size three ways side by side.', zh: '用三种方式并列减半尺寸。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        maxPool('pool'),
        row([convolution('3x3-reduce', 192, 1), convolution('3x3', 192, 3, reduce)]),
        row([
          convolution('7x7-reduce', 256, 1),
          convolution('1x7', 256, [1, 7]),
          convolution('7x1', 320, [7, 1]),
          convolution('7x7-3x3', 320, 3, reduce),
        ]),
      ],
      concat,
    ),
})

export const moduleC = defineBlock({
  id: 'inception-v4/c',
  title: { en: 'Inception-v4 C', zh: 'Inception-v4 C' },
  description: { en: 'Rows and columns spread side by side.', zh: '行与列并列展开。' },
  options: none,
  build: (name) =>
    merge(
      name,
      [
        row([averagePool('pool'), convolution('pool-proj', 256, 1)]),
        convolution('1x1', 256, 1),
        row([convolution('3x3-reduce', 384, 1), rowAndColumn('3x3')]),
        row([
          convolution('dbl-reduce', 384, 1),
          convolution('dbl-1x3', 448, [1, 3]),
          convolution('dbl-3x1', 512, [3, 1]),
          rowAndColumn('dbl-out'),
        ]),
      ],
      concat,
    ),
})

const rowAndColumn = (name: string): BlockTree =>
  merge(
    '',
    [convolution(`${name}-1x3`, 256, [1, 3]), convolution(`${name}-3x1`, 256, [3, 1])],
    layer(`${name}-concat`, 'concatenate'),
    { block: false },
  )
