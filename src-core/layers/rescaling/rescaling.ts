import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { rescalingInOnnx } from './rescaling.onnx.ts'

const params = z.strictObject({
  scale: z
    .number()
    .default(1)
    .meta({ label: { en: 'Scale', zh: '缩放系数' } }),
  offset: z
    .number()
    .default(0)
    .meta({ label: { en: 'Offset', zh: '偏移量' } }),
})
export type RescalingParams = z.output<typeof params>

const short = (value: number) => Number(value.toPrecision(4))

export const rescaling = defineLayer({
  kind: 'rescaling',
  version: 1,
  title: { en: 'Rescaling', zh: '数值缩放' },
  description: {
    en: 'Multiplies every value by one number and adds another.',
    zh: '把每个值乘以一个数，再加上另一个数。',
  },
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights: () => [],
  macs: () => 0,
  signal: ({ scale, offset }, squares) => scale ** 2 * squares[0]! + offset ** 2,
  summary: ({ scale, offset }) =>
    [`×${short(scale)}`, offset !== 0 && `${offset < 0 ? '−' : '+'}${short(Math.abs(offset))}`]
      .filter(Boolean)
      .join(' '),
  keras: ({ scale, offset }) => ({ className: 'Rescaling', config: { scale, offset } }),
  onnx: rescalingInOnnx,
})
