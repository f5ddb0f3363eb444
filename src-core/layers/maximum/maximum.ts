import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { oneShape } from '../merge.ts'
import { mergeAll } from '../merge.onnx.ts'

export const maximum = defineLayer({
  kind: 'maximum',
  version: 1,
  title: { en: 'Maximum', zh: '取最大' },
  description: {
    en: 'Keeps the largest of the values that tensors of one shape have in each place.',
    zh: '在每个位置取形状相同的各张量中的最大值。',
  },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer: (_, inputs) => oneShape({ en: 'compared', zh: '比较大小' }, inputs),
  weights: () => [],
  macs: () => 0,
  signal: (_, squares) => Math.max(...squares),
  summary: () => '',
  keras: () => ({ className: 'Maximum', config: {} }),
  onnx: (_, layer) => mergeAll(layer, 'Max'),
})
