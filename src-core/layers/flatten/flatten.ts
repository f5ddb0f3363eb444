import { z } from 'zod'
import { sizeOf } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import { flattenInOnnx } from './flatten.onnx.ts'

export const flatten = defineLayer({
  kind: 'flatten',
  version: 1,
  title: { en: 'Flatten', zh: '展平' },
  description: {
    en: 'Lays all values out in one row, channels fastest.',
    zh: '把所有数值排成一行，通道变化最快。',
  },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params: z.strictObject({}),
  infer: (_, [input]) => ({ ok: true, shape: [sizeOf(input!)] }),
  weights: () => [],
  macs: () => 0,
  summary: () => '',
  keras: () => ({ className: 'Flatten', config: { data_format: 'channels_last' } }),
  onnx: flattenInOnnx,
})
