import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { oneShape, sum } from '../merge.ts'
import { mergeAll } from '../merge.onnx.ts'

export const average = defineLayer({
  kind: 'average',
  version: 1,
  title: { en: 'Average', zh: '取平均' },
  description: {
    en: 'Averages tensors of one shape, value by value.',
    zh: '把形状相同的张量逐元素取平均。',
  },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer: (_, inputs) => oneShape({ en: 'averaged', zh: '取平均' }, inputs),
  weights: () => [],
  macs: () => 0,
  signal: (_, squares) => sum(squares) / squares.length ** 2,
  summary: () => '',
  keras: () => ({ className: 'Average', config: {} }),
  onnx: (_, layer) => mergeAll(layer, 'Mean'),
})
