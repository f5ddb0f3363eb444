import '../meta.ts'
import { z } from 'zod'
import { problem } from '../graph/problem.ts'
import type { LayerProblem } from '../graph/problem.ts'
import { formatPair, linkedPair, pair } from './pair.ts'
import type { Pair } from './pair.ts'

export const filtersField = z
  .int()
  .positive()
  .default(32)
  .meta({
    label: { en: 'Filters', zh: '卷积核数量' },
    help: { en: 'How many channels come out.', zh: '输出的通道数。' },
  })

export const kernelSizeField = pair(z.int().positive())
  .default([3, 3])
  .meta({ label: { en: 'Kernel size', zh: '卷积核尺寸' }, ...linkedPair })

export const stridesField = pair(z.int().positive())
  .default([1, 1])
  .meta({
    label: { en: 'Strides', zh: '步幅' },
    help: { en: 'How far the kernel moves each time.', zh: '卷积核每次移动的距离。' },
    ...linkedPair,
  })

export const dilationRateField = pair(z.int().positive())
  .default([1, 1])
  .meta({
    label: { en: 'Dilation', zh: '膨胀率' },
    help: {
      en: 'Spreads the kernel: at 2 it looks at every other pixel.',
      zh: '拉开卷积核：为 2 时每隔一个像素取一个值。',
    },
    ...linkedPair,
  })

/** TensorFlow takes strides or dilation, not both; nothing where it does. */
export function stridesMeetDilation({
  strides,
  dilationRate,
}: {
  strides: Pair
  dilationRate: Pair
}): { ok: false; problem: LayerProblem } | undefined {
  if (Math.max(...strides) === 1 || Math.max(...dilationRate) === 1) return undefined
  return problem(
    {
      en: `Strides and dilation cannot both be above 1 (strides ${formatPair(strides)}, dilation ${formatPair(dilationRate)}).`,
      zh: `步幅与膨胀率不能同时大于 1（步幅 ${formatPair(strides)}，膨胀率 ${formatPair(dilationRate)}）。`,
    },
    {
      param: 'dilationRate',
      fix: { label: { en: 'Set dilation to 1', zh: '将膨胀率设为 1' }, params: { dilationRate: [1, 1] } },
    },
  )
}
