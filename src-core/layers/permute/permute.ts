import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatShape } from '../../graph/shape.ts'
import type { Shape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import type { Inferred } from '../define.ts'
import { permuteInOnnx } from './permute.onnx.ts'

const params = z.strictObject({
  dims: z
    .array(z.int().positive())
    .min(1)
    .default([2, 1, 3])
    .meta({
      label: { en: 'Order of the axes', zh: '轴的顺序' },
      help: {
        en: 'Where each axis of the output comes from, counted from 1: 2, 1, 3 swaps height and width.',
        zh: '输出的每个轴取自输入的第几个轴（从 1 起）：2, 1, 3 表示交换高和宽。',
      },
    }),
})
export type PermuteParams = z.output<typeof params>

/** Keras's `Permute`: the batch axis stays in front and does not count. */
export const permute = defineLayer({
  kind: 'permute',
  version: 1,
  title: { en: 'Permute axes', zh: '轴置换' },
  description: { en: 'Puts the axes of a tensor into another order.', zh: '改变张量各轴的顺序。' },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer,
  weights: () => [],
  macs: () => 0,
  // Which channel is which changes.
  signal: (_, [square]) => square!,
  summary: ({ dims }) => dims.join(', '),
  keras: ({ dims }) => ({ className: 'Permute', config: { dims } }),
  onnx: permuteInOnnx,
})

function infer({ dims }: PermuteParams, [input]: readonly Shape[]): Inferred {
  const inOrder = input!.map((_, i) => i + 1)
  const fix = { label: { en: 'Keep the order', zh: '保持原顺序' }, params: { dims: inOrder } }
  if (dims.length !== input!.length) {
    return problem(
      {
        en: `An order of ${dims.length} axes does not fit an input of ${formatShape(input!)}, which has ${input!.length}.`,
        zh: `${dims.length} 个轴的顺序不适用于有 ${input!.length} 个轴的输入（${formatShape(input!)}）。`,
      },
      { param: 'dims', fix },
    )
  }
  const missing = inOrder.find((axis) => !dims.includes(axis))
  if (missing !== undefined) {
    return problem(
      {
        en: `The order must name each axis from 1 to ${dims.length} once, but ${missing} is missing.`,
        zh: `顺序中须恰好各出现一次 1 到 ${dims.length} 的每个轴，但缺少 ${missing}。`,
      },
      { param: 'dims', fix },
    )
  }
  return { ok: true, shape: dims.map((axis) => input![axis - 1]!) }
}
