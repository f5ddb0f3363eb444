import { z } from 'zod'
import { activationField } from '../activations.ts'
import { dilationRateField, kernelSizeField, stridesField } from '../convolution.ts'
import { defineLayer } from '../define.ts'
import { depthMultiplierField, depthwiseShape, slideDepthwise } from '../depthwise.ts'
import { biasInitializerField, initializerField, initializerInKeras, useBiasField } from '../initializers.ts'
import { formatPair, formatStrides } from '../pair.ts'
import { l2Field, l2InKeras } from '../regularizers.ts'
import { paddingField, reach } from '../spatial.ts'
import { depthwiseConv2DInOnnx } from './depthwise-conv-2d.onnx.ts'

const params = z.strictObject({
  kernelSize: kernelSizeField,
  strides: stridesField,
  padding: paddingField,
  dilationRate: dilationRateField,
  depthMultiplier: depthMultiplierField,
  activation: activationField('linear'),
  useBias: useBiasField,
  depthwiseInitializer: initializerField({ en: 'Kernel starts as', zh: '卷积核初始化' }),
  biasInitializer: biasInitializerField,
  depthwiseRegularizer: l2Field({ en: 'L2 penalty on the kernel', zh: '卷积核 L2 正则' }),
})
export type DepthwiseConv2DParams = z.output<typeof params>

export const depthwiseConv2D = defineLayer({
  kind: 'depthwise-conv-2d',
  version: 1,
  title: { en: 'Depthwise convolution', zh: '逐通道卷积' },
  description: {
    en: 'Slides a small learned filter of its own over each channel and mixes no channels.',
    zh: '每个通道用各自的可学习小卷积核滑动，通道之间互不混合。',
  },
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  params,
  infer(params, [input]) {
    const slid = slideDepthwise({ en: 'A depthwise convolution', zh: '逐通道卷积层' }, params, input!)
    return slid.ok ? { ok: true, shape: [...slid.size, input![2]! * params.depthMultiplier] } : slid
  },
  weights(params, [input]) {
    const shape = depthwiseShape(params, input!)
    const [tall, wide, channels, multiplier] = shape
    const { depthwiseInitializer: initializer } = params
    const kernel = { name: 'kernel', shape, trainable: true, initializer, fanIn: tall! * wide! }
    if (!params.useBias) return [kernel]
    const bias = { name: 'bias', shape: [channels! * multiplier!], trainable: true }
    return [kernel, { ...bias, initializer: params.biasInitializer }]
  },
  macs({ kernelSize: [tall, wide] }, _, [height, width, channels]) {
    return height! * width! * channels! * tall * wide
  },
  window: (params) => ({
    kernel: reach({ kernel: params.kernelSize, dilation: params.dilationRate }),
    strides: params.strides,
  }),
  summary: ({ kernelSize, depthMultiplier, strides }) =>
    [`dw ${formatPair(kernelSize)}`, depthMultiplier > 1 && `×${depthMultiplier}`, formatStrides(strides)]
      .filter(Boolean)
      .join(', '),
  keras: (params) => ({
    className: 'DepthwiseConv2D',
    config: {
      kernel_size: params.kernelSize,
      strides: params.strides,
      padding: params.padding,
      depth_multiplier: params.depthMultiplier,
      data_format: 'channels_last',
      dilation_rate: params.dilationRate,
      activation: params.activation,
      use_bias: params.useBias,
      depthwise_initializer: initializerInKeras(params.depthwiseInitializer),
      bias_initializer: params.biasInitializer,
      depthwise_regularizer: l2InKeras(params.depthwiseRegularizer),
    },
  }),
  onnx: depthwiseConv2DInOnnx,
})
