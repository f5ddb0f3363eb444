import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { inOrder } from '../onnx.ts'

const params = z.strictObject({
  negativeSlope: z
    .number()
    .min(0)
    .default(0.3)
    .meta({
      label: { en: 'Negative slope', zh: '负半轴斜率' },
      help: { en: 'What values below zero are multiplied by.', zh: '小于零的值所乘的系数。' },
    }),
})
export type LeakyReluParams = z.output<typeof params>

/** The activation `leaky_relu` with a slope of its own, which Keras has as a layer alone. */
export const leakyRelu = defineLayer({
  kind: 'leaky-relu',
  version: 1,
  title: { en: 'Leaky ReLU', zh: 'Leaky ReLU 激活' },
  description: {
    en: 'Lets values above zero through and multiplies those below it by a slope.',
    zh: '大于零的值原样通过，小于零的值乘以斜率。',
  },
  family: 'activation',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights: () => [],
  macs: () => 0,
  // Half of the values lie below zero.
  signal: ({ negativeSlope }, [square]) => ((1 + negativeSlope ** 2) / 2) * square!,
  summary: ({ negativeSlope }) => `${negativeSlope}`,
  keras: ({ negativeSlope }) => ({ className: 'LeakyReLU', config: { negative_slope: negativeSlope } }),
  onnx: ({ negativeSlope }, { node, inputs: [input] }) =>
    inOrder(node('LeakyRelu', [input!], { alpha: { float: negativeSlope } }), input!.order),
})
