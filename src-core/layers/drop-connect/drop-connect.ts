import { z } from 'zod'
import { defineLayer } from '../define.ts'

const params = z.strictObject({
  rate: z
    .number()
    .min(0)
    .lt(1)
    .default(0.2)
    .meta({
      label: { en: 'Rate', zh: '丢弃率' },
      help: { en: 'The share of examples that lose the whole branch.', zh: '整个分支被置零的样本所占的比例。' },
    }),
})
export type DropConnectParams = z.output<typeof params>

/**
 * Stochastic depth, which EfficientNet calls drop connect: one draw an example sets all its values to 0 or divides them
 * by 1 − rate. In Keras a dropout whose noise has the shape (batch, 1, 1, 1).
 */
export const dropConnect = defineLayer({
  kind: 'drop-connect',
  version: 1,
  title: { en: 'Drop connect', zh: '随机深度' },
  description: {
    en: 'While training, sets all values of random examples to zero and scales up the others; afterwards does nothing.',
    zh: '训练时随机将部分样本的全部数值置零，并放大其余样本；推理时不起作用。',
  },
  family: 'regularization',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights: () => [],
  macs: () => 0,
  summary: ({ rate }) => `${Number(rate.toPrecision(3))}`,
  keras: ({ rate }, [input]) => ({
    className: 'Dropout',
    config: { rate, noise_shape: [null, ...input!.map(() => 1)] },
  }),
  // Only training drops anything.
  onnx: (_, { inputs: [input] }) => input!,
})
