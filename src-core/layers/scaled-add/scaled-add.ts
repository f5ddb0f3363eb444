import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { oneShape } from '../merge.ts'
import { scaledAddInOnnx } from './scaled-add.onnx.ts'

const params = z.strictObject({
  scale: z
    .number()
    .default(0.2)
    .meta({
      label: { en: 'Scale', zh: '缩放系数' },
      help: {
        en: 'Times the second input, before it is added to the first.',
        zh: '第二个输入先乘以该值，再与第一个相加。',
      },
    }),
})
export type ScaledAddParams = z.output<typeof params>

/**
 * `x + scale · y` for the inputs x (the shortcut) and y (the residual), in the order of the wires. Inception-ResNet
 * scales its residuals by 0.1 to 0.3, because the deep sums were unstable else.
 */
export const scaledAdd = defineLayer({
  kind: 'scaled-add',
  version: 1,
  title: { en: 'Scaled add', zh: '缩放相加' },
  description: {
    en: 'Adds the second tensor, made smaller, to the first.',
    zh: '把第二个张量缩小后加到第一个张量上。',
  },
  family: 'merge',
  inputs: { min: 2, max: 2 },
  params,
  infer: (_, inputs) => oneShape({ en: 'added', zh: '相加' }, inputs),
  weights: () => [],
  macs: () => 0,
  signal: ({ scale }, squares) => squares[0]! + scale ** 2 * squares[1]!,
  summary: ({ scale }) => `×${scale}`,
  keras: ({ scale }, [input]) => [
    { step: 'scaled', takes: [1], shape: input!, className: 'Rescaling', config: { scale, offset: 0 } },
    { step: 'sum', takes: [0, 'scaled'], shape: input!, className: 'Add', config: {} },
  ],
  onnx: scaledAddInOnnx,
})
