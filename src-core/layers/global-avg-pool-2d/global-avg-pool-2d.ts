import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { notAnImage } from '../spatial.ts'

export const globalAvgPool2D = defineLayer({
  kind: 'global-avg-pool-2d',
  version: 1,
  title: { en: 'Global average pooling', zh: '全局平均池化' },
  description: { en: 'Keeps the mean of each channel.', zh: '对每个通道取平均值。' },
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  params: z.strictObject({}),
  infer: (_, [input]) =>
    notAnImage({ en: 'A global average pooling', zh: '全局平均池化层' }, input!) ?? { ok: true, shape: [input![2]!] },
  weights: () => [],
  macs: () => 0,
  summary: () => '',
  keras: () => ({ className: 'GlobalAveragePooling2D', config: { data_format: 'channels_last', keepdims: false } }),
})
