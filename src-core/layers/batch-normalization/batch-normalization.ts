import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { batchNormalizationInOnnx } from './batch-normalization.onnx.ts'

const params = z.strictObject({
  momentum: z
    .number()
    .min(0)
    .max(1)
    .default(0.99)
    .meta({
      label: { en: 'Momentum', zh: '动量' },
      help: {
        en: 'How much of the moving statistics each step keeps.',
        zh: '每一步保留多少滑动统计量。',
      },
    }),
  epsilon: z
    .number()
    .positive()
    .max(1)
    .default(0.001)
    .meta({
      label: { en: 'Epsilon', zh: 'ε' },
      help: { en: 'Added to the variance, so that nothing is divided by zero.', zh: '加到方差上，避免除以零。' },
    }),
  center: z
    .boolean()
    .default(true)
    .meta({ label: { en: 'Learned shift (beta)', zh: '可学习偏移（beta）' } }),
  scale: z
    .boolean()
    .default(true)
    .meta({ label: { en: 'Learned scale (gamma)', zh: '可学习缩放（gamma）' } }),
})
export type BatchNormalizationParams = z.output<typeof params>

export const batchNormalization = defineLayer({
  kind: 'batch-normalization',
  version: 1,
  title: { en: 'Batch normalization', zh: '批归一化' },
  description: {
    en: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
    zh: '在一个批次内把每个通道归一化为均值 0、方差 1，再缩放并平移。',
  },
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights({ scale, center }, [input]) {
    const shape = [input!.at(-1)!]
    return [
      ...(scale ? [{ name: 'gamma', shape, trainable: true, initializer: 'ones' }] : []),
      ...(center ? [{ name: 'beta', shape, trainable: true, initializer: 'zeros' }] : []),
      { name: 'moving_mean', shape, trainable: false, initializer: 'zeros' },
      { name: 'moving_variance', shape, trainable: false, initializer: 'ones' },
    ]
  },
  macs: () => 0,
  summary: () => '',
  keras: ({ momentum, epsilon, center, scale }) => ({
    className: 'BatchNormalization',
    config: { axis: -1, momentum, epsilon, center, scale },
  }),
  onnx: batchNormalizationInOnnx,
})
