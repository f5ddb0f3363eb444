import { z } from 'zod'
import { formatShape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'

const axis = z.int().positive()

const params = z.strictObject({
  shape: z
    .tuple([axis, axis, axis])
    .default([28, 28, 1])
    .meta({
      label: { en: 'Shape', zh: '形状' },
      help: {
        en: 'Of one image. MNIST has 28×28 and 1 channel, photographs have 3.',
        zh: '单张图像的形状。MNIST 为 28×28、1 个通道，照片为 3 个通道。',
      },
      parts: [
        { en: 'Height', zh: '高' },
        { en: 'Width', zh: '宽' },
        { en: 'Channels', zh: '通道' },
      ],
    }),
})
export type InputParams = z.output<typeof params>

export const input = defineLayer({
  kind: 'input',
  version: 1,
  title: { en: 'Input', zh: '输入' },
  description: { en: 'Where images enter the network.', zh: '图像进入网络的入口。' },
  family: 'input',
  inputs: { min: 0, max: 0 },
  params,
  infer: ({ shape }) => ({ ok: true, shape }),
  weights: () => [],
  macs: () => 0,
  summary: ({ shape }) => formatShape(shape),
  keras: ({ shape }) => ({ className: 'InputLayer', config: { batch_shape: [null, ...shape] } }),
  onnx: (_, layer) => layer.enter(),
})
