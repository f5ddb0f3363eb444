import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { formatPair, linkedPair, pair } from '../pair.ts'
import { notAnImage } from '../spatial.ts'
import { upSampling2DInOnnx } from './up-sampling-2d.onnx.ts'

const params = z.strictObject({
  size: pair(z.int().positive())
    .default([2, 2])
    .meta({
      label: { en: 'Times', zh: '倍数' },
      help: { en: 'How often each row and column is repeated.', zh: '每行、每列重复的次数。' },
      ...linkedPair,
    }),
})
export type UpSampling2DParams = z.output<typeof params>

/** Keras's `UpSampling2D` with the interpolation `nearest`. */
export const upSampling2D = defineLayer({
  kind: 'up-sampling-2d',
  version: 1,
  title: { en: 'Up-sampling', zh: '上采样' },
  description: { en: 'Enlarges an image by repeating its rows and columns.', zh: '重复行与列以放大图像。' },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer({ size }, [input]) {
    const wrongInput = notAnImage({ en: 'An up-sampling', zh: '上采样层' }, input!)
    if (wrongInput) return wrongInput
    const [height, width, channels] = input!
    return { ok: true, shape: [height! * size[0], width! * size[1], channels!] }
  },
  weights: () => [],
  macs: () => 0,
  // Neighbouring values are nearer to each other than the pixels of the input they come from.
  window: ({ size: [tall, wide] }) => ({ kernel: [1, 1], strides: [1 / tall, 1 / wide] }),
  summary: ({ size }) => `×${size[0] === size[1] ? size[0] : formatPair(size)}`,
  keras: ({ size }) => ({
    className: 'UpSampling2D',
    config: { size, data_format: 'channels_last', interpolation: 'nearest' },
  }),
  onnx: upSampling2DInOnnx,
})
