import { z } from 'zod'
import { defineLayer } from '../define.ts'

const params = z.strictObject({
  rate: z
    .number()
    .min(0)
    .lt(1)
    .default(0.5)
    .meta({
      label: { en: 'Rate', zh: '丢弃率' },
      help: { en: 'The share of values that is set to zero.', zh: '被置零的数值所占的比例。' },
    }),
})
export type DropoutParams = z.output<typeof params>

export const dropout = defineLayer({
  kind: 'dropout',
  version: 1,
  title: { en: 'Dropout', zh: '随机失活' },
  description: {
    en: 'While training, sets random values to zero and scales up the rest; afterwards does nothing.',
    zh: '训练时随机将部分数值置零，并放大其余数值；推理时不起作用。',
  },
  family: 'regularization',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights: () => [],
  macs: () => 0,
  summary: ({ rate }) => `${rate}`,
  keras: ({ rate }) => ({ className: 'Dropout', config: { rate } }),
  // Only training drops anything.
  onnx: (_, { inputs: [input] }) => input!,
})
