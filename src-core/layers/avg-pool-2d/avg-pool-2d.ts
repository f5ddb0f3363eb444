import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { formatPair, formatStrides } from '../pair.ts'
import { notAnImage, paddingField, poolSizeField, poolStridesField, slide } from '../spatial.ts'
import { pool } from '../spatial.onnx.ts'

const params = z.strictObject({ poolSize: poolSizeField, strides: poolStridesField, padding: paddingField })
export type AvgPool2DParams = z.output<typeof params>

export const avgPool2D = defineLayer({
  kind: 'avg-pool-2d',
  version: 1,
  title: { en: 'Average pooling', zh: '平均池化' },
  description: {
    en: 'Keeps the mean of the values under a sliding window; padding does not count.',
    zh: '取滑动窗口内的平均值，填充的零不计入。',
  },
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  params,
  infer({ poolSize, strides, padding }, [input]) {
    const wrongInput = notAnImage({ en: 'An average pooling', zh: '平均池化层' }, input!)
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
    className: 'AveragePooling2D',
    config: { pool_size: poolSize, strides: strides ?? poolSize, padding, data_format: 'channels_last' },
  }),
  onnx: (params, layer) => pool(layer, 'AveragePool', params),
})
