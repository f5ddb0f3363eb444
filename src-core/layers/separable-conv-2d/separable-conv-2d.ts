import { z } from 'zod'
import { activationField } from '../activations.ts'
import { dilationRateField, filtersField, kernelSizeField, stridesField } from '../convolution.ts'
import { defineLayer } from '../define.ts'
import type { Weight } from '../define.ts'
import { depthMultiplierField, depthwiseShape, slideDepthwise } from '../depthwise.ts'
import { biasInitializerField, initializerField, initializerInKeras, useBiasField } from '../initializers.ts'
import { formatPair, formatStrides } from '../pair.ts'
import { l2Field, l2InKeras } from '../regularizers.ts'
import { paddingField, reach } from '../spatial.ts'
import { separableConv2DInOnnx } from './separable-conv-2d.onnx.ts'

const params = z.strictObject({
  filters: filtersField,
  kernelSize: kernelSizeField,
  strides: stridesField,
  padding: paddingField,
  dilationRate: dilationRateField,
  depthMultiplier: depthMultiplierField,
  activation: activationField('linear'),
  useBias: useBiasField,
  depthwiseInitializer: initializerField({ en: 'Depthwise kernel starts as', zh: '逐通道卷积核初始化' }),
  pointwiseInitializer: initializerField({ en: 'Pointwise kernel starts as', zh: '逐点卷积核初始化' }),
  biasInitializer: biasInitializerField,
  depthwiseRegularizer: l2Field({ en: 'L2 penalty on the depthwise kernel', zh: '逐通道卷积核 L2 正则' }),
  pointwiseRegularizer: l2Field({ en: 'L2 penalty on the pointwise kernel', zh: '逐点卷积核 L2 正则' }),
})
export type SeparableConv2DParams = z.output<typeof params>

/** A depthwise and a 1×1 convolution as one layer, with nothing between them and one bias at the end. */
export const separableConv2D = defineLayer({
  kind: 'separable-conv-2d',
  version: 1,
  title: { en: 'Separable convolution', zh: '可分离卷积' },
  description: {
    en: 'Filters each channel by itself, then mixes the channels by a 1×1 convolution.',
    zh: '先对每个通道单独卷积，再用 1×1 卷积混合各通道。',
  },
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  params,
  infer(params, [input]) {
    const slid = slideDepthwise({ en: 'A separable convolution', zh: '可分离卷积层' }, params, input!)
    return slid.ok ? { ok: true, shape: [...slid.size, params.filters] } : slid
  },
  weights(params, [input]): Weight[] {
    const shape = depthwiseShape(params, input!)
    const [tall, wide, channels, multiplier] = shape
    const { filters, depthwiseInitializer, pointwiseInitializer, biasInitializer } = params
    const weights: Weight[] = [
      {
        name: 'depthwise_kernel',
        shape,
        trainable: true,
        initializer: depthwiseInitializer,
        fanIn: tall! * wide!,
      },
      {
        name: 'pointwise_kernel',
        shape: [1, 1, channels! * multiplier!, filters],
        trainable: true,
        initializer: pointwiseInitializer,
      },
    ]
    if (!params.useBias) return weights
    return [...weights, { name: 'bias', shape: [filters], trainable: true, initializer: biasInitializer }]
  },
  macs({ kernelSize: [tall, wide], depthMultiplier, filters }, [input], [height, width]) {
    const between = input![2]! * depthMultiplier
    return height! * width! * between * (tall * wide + filters)
  },
  window: (params) => ({
    kernel: reach({ kernel: params.kernelSize, dilation: params.dilationRate }),
    strides: params.strides,
  }),
  summary: ({ kernelSize, filters, depthMultiplier, strides }) =>
    [`sep ${formatPair(kernelSize)}`, filters, depthMultiplier > 1 && `×${depthMultiplier}`, formatStrides(strides)]
      .filter(Boolean)
      .join(', '),
  keras: (params) => ({
    className: 'SeparableConv2D',
    config: {
      filters: params.filters,
      kernel_size: params.kernelSize,
      strides: params.strides,
      padding: params.padding,
      data_format: 'channels_last',
      dilation_rate: params.dilationRate,
      depth_multiplier: params.depthMultiplier,
      activation: params.activation,
      use_bias: params.useBias,
      depthwise_initializer: initializerInKeras(params.depthwiseInitializer),
      pointwise_initializer: initializerInKeras(params.pointwiseInitializer),
      bias_initializer: params.biasInitializer,
      depthwise_regularizer: l2InKeras(params.depthwiseRegularizer),
      pointwise_regularizer: l2InKeras(params.pointwiseRegularizer),
    },
  }),
  onnx: separableConv2DInOnnx,
})
