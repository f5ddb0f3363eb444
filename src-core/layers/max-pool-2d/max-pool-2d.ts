import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { formatPair, formatStrides } from '../pair.ts'
import { notAnImage, paddingField, poolSizeField, poolStridesField, slide } from '../spatial.ts'
import { pool } from '../spatial.onnx.ts'

const params = z.strictObject({ poolSize: poolSizeField, strides: poolStridesField, padding: paddingField })
export type MaxPool2DParams = z.output<typeof params>

export const maxPool2D = defineLayer({
  kind: 'max-pool-2d',
  version: 1,
  title: { en: 'Max pooling', zh: '最大池化' },
  description: { en: 'Keeps the largest value under a sliding window.', zh: '取滑动窗口内的最大值。' },
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  params,
  infer({ poolSize, strides, padding }, [input]) {
    const wrongInput = notAnImage({ en: 'A max pooling', zh: '最大池化层' }, input!)
    if (wrongInput) return wrongInput
    const slid = slide(input!, {
      kernel: poolSize,
      strides: strides ?? poolSize,
      padding,
      dilation: [1, 1],
      name: { en: 'pool', zh: '池化窗口' },
      param: 'poolSize',
    })
    return slid.ok ? { ok: true, shape: [...slid.size, input![2]!] } : slid
  },
  weights: () => [],
  macs: () => 0,
  window: ({ poolSize, strides }) => ({ kernel: poolSize, strides: strides ?? poolSize }),
  summary: ({ poolSize, strides }) =>
    [formatPair(poolSize), formatStrides(strides ?? poolSize)].filter(Boolean).join(', '),
  keras: ({ poolSize, strides, padding }) => ({
    className: 'MaxPooling2D',
    config: { pool_size: poolSize, strides: strides ?? poolSize, padding, data_format: 'channels_last' },
  }),
  onnx: (params, layer) => pool(layer, 'MaxPool', params),
})
