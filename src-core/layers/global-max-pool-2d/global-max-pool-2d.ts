import { defineLayer } from '../define.ts'
import { globalPoolParams, inferGlobalPool, wholeImage } from '../global-pooling.ts'
import { poolAll } from '../spatial.onnx.ts'

export const globalMaxPool2D = defineLayer({
  kind: 'global-max-pool-2d',
  version: 1,
  title: { en: 'Global max pooling', zh: '全局最大池化' },
  description: { en: 'Keeps the largest value of each channel.', zh: '取每个通道的最大值。' },
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  params: globalPoolParams,
  infer: (params, [input]) => inferGlobalPool({ en: 'A global max pooling', zh: '全局最大池化层' }, params, input!),
  weights: () => [],
  macs: () => 0,
  window: (_, inputs) => wholeImage(inputs),
  summary: () => '',
  keras: ({ keepDims }) => ({
    className: 'GlobalMaxPooling2D',
    config: { data_format: 'channels_last', keepdims: keepDims },
  }),
  onnx: (params, layer) => poolAll(layer, 'GlobalMaxPool', params),
})
