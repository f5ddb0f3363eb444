import { defineLayer } from '../define.ts'
import { globalPoolParams, inferGlobalPool, wholeImage } from '../global-pooling.ts'
import { poolAll } from '../spatial.onnx.ts'

export const globalAvgPool2D = defineLayer({
  kind: 'global-avg-pool-2d',
  version: 1,
  title: { en: 'Global average pooling', zh: '全局平均池化' },
  description: { en: 'Keeps the mean of each channel.', zh: '对每个通道取平均值。' },
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  params: globalPoolParams,
  infer: (params, [input]) => inferGlobalPool({ en: 'A global average pooling', zh: '全局平均池化层' }, params, input!),
  weights: () => [],
  macs: () => 0,
  window: (_, inputs) => wholeImage(inputs),
  summary: () => '',
  keras: ({ keepDims }) => ({
    className: 'GlobalAveragePooling2D',
    config: { data_format: 'channels_last', keepdims: keepDims },
  }),
  onnx: (params, layer) => poolAll(layer, 'GlobalAveragePool', params),
})
