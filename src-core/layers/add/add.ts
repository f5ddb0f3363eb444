import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { oneShape, sum } from '../merge.ts'
import { mergeAll } from '../merge.onnx.ts'

export const add = defineLayer({
  kind: 'add',
  version: 1,
  title: { en: 'Add', zh: '相加' },
  description: { en: 'Adds tensors of one shape, value by value.', zh: '把形状相同的张量逐元素相加。' },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer: (_, inputs) => oneShape({ en: 'added', zh: '相加' }, inputs),
  weights: () => [],
  macs: () => 0,
  signal: (_, squares) => sum(squares),
  summary: () => '',
  keras: () => ({ className: 'Add', config: {} }),
  onnx: (_, layer) => mergeAll(layer, 'Sum'),
})
