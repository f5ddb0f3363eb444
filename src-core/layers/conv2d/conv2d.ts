import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { activationField } from '../activations.ts'
import { dilationRateField, filtersField, kernelSizeField, stridesField, stridesMeetDilation } from '../convolution.ts'
import { defineLayer } from '../define.ts'
import type { Inferred } from '../define.ts'
import { biasInitializerField, initializerInKeras, kernelInitializerField, useBiasField } from '../initializers.ts'
import { formatPair, formatStrides } from '../pair.ts'
import { kernelRegularizerField, l2InKeras } from '../regularizers.ts'
import { notAnImage, paddingField, reach, slide } from '../spatial.ts'
import type { Shape } from '../../graph/shape.ts'
import { conv2dInOnnx } from './conv2d.onnx.ts'

const params = z.strictObject({
  filters: filtersField,
  kernelSize: kernelSizeField,
  strides: stridesField,
  padding: paddingField,
  dilationRate: dilationRateField,
  groups: z
    .int()
    .positive()
    .default(1)
    .meta({
      label: { en: 'Groups', zh: '分组数' },
      help: {
        en: 'Splits the channels into groups that are convolved apart; must divide both channels and filters.',
        zh: '把通道分成若干组分别卷积；须能整除输入通道数与卷积核数量。',
      },
    }),
  activation: activationField('linear'),
  useBias: useBiasField,
  kernelInitializer: kernelInitializerField,
  biasInitializer: biasInitializerField,
  kernelRegularizer: kernelRegularizerField,
})
export type Conv2DParams = z.output<typeof params>

export const conv2d = defineLayer({
  kind: 'conv2d',
  version: 1,
  title: { en: 'Convolution', zh: '卷积' },
  description: {
    en: 'Slides small learned filters over an image and gives one channel for each.',
    zh: '用可学习的小卷积核在图像上滑动，每个卷积核输出一个通道。',
  },
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  params,
  infer,
  weights(params, [input]) {
    const shape = kernelShape(params, input!)
    const kernel = { name: 'kernel', shape, trainable: true, initializer: params.kernelInitializer }
    if (!params.useBias) return [kernel]
    return [kernel, { name: 'bias', shape: [params.filters], trainable: true, initializer: params.biasInitializer }]
  },
  macs(params, [input], [height, width]) {
    const [tall, wide, channels, filters] = kernelShape(params, input!)
    return height! * width! * tall! * wide! * channels! * filters!
  },
  window: (params) => ({
    kernel: reach({ kernel: params.kernelSize, dilation: params.dilationRate }),
    strides: params.strides,
  }),
  summary: ({ kernelSize, filters, strides, groups }) =>
    [formatPair(kernelSize), filters, formatStrides(strides), groups > 1 && `g=${groups}`].filter(Boolean).join(', '),
  keras: (params) => ({
    className: 'Conv2D',
    config: {
      filters: params.filters,
      kernel_size: params.kernelSize,
      strides: params.strides,
      padding: params.padding,
      data_format: 'channels_last',
      dilation_rate: params.dilationRate,
      groups: params.groups,
      activation: params.activation,
      use_bias: params.useBias,
      kernel_initializer: initializerInKeras(params.kernelInitializer),
      bias_initializer: params.biasInitializer,
      kernel_regularizer: l2InKeras(params.kernelRegularizer),
    },
  }),
  onnx: conv2dInOnnx,
})

/** `[kernelHeight, kernelWidth, channels / groups, filters]` */
const kernelShape = ({ kernelSize, groups, filters }: Conv2DParams, input: Shape): Shape => [
  ...kernelSize,
  input[2]! / groups,
  filters,
]

/** Checks in Keras's order: first what is wrong with the layer itself, then what is wrong with its input. */
function infer(params: Conv2DParams, [input]: readonly Shape[]): Inferred {
  const { filters, groups, strides, dilationRate } = params
  const wrongStrides = stridesMeetDilation({ strides, dilationRate })
  if (wrongStrides) return wrongStrides
  if (filters % groups !== 0) {
    const enough = Math.ceil(filters / groups) * groups
    return problem(
      {
        en: `${filters} filters cannot be split into ${groups} equal groups.`,
        zh: `${filters} 个卷积核无法平均分成 ${groups} 组。`,
      },
      {
        param: 'filters',
        fix: {
          label: { en: `Use ${enough} filters`, zh: `使用 ${enough} 个卷积核` },
          params: { filters: enough },
        },
      },
    )
  }
  const wrongInput = notAnImage({ en: 'A convolution', zh: '卷积层' }, input!)
  if (wrongInput) return wrongInput
  const channels = input![2]!
  if (channels % groups !== 0) {
    return problem(
      {
        en: `${channels} input channels cannot be split into ${groups} equal groups.`,
        zh: `${channels} 个输入通道无法平均分成 ${groups} 组。`,
      },
      { param: 'groups', fix: { label: { en: 'Use one group', zh: '不分组' }, params: { groups: 1 } } },
    )
  }
  const slid = slide(input!, {
    kernel: params.kernelSize,
    strides,
    padding: params.padding,
    dilation: dilationRate,
    name: { en: 'kernel', zh: '卷积核' },
    param: 'kernelSize',
  })
  return slid.ok ? { ok: true, shape: [...slid.size, filters] } : slid
}
