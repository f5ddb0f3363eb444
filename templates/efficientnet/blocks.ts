import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { expandedOption, shortcutOption } from '../mobilenet-v2/blocks.ts'
import { filtersOption, oddSizeOption, strideOption } from '../options.ts'
import { padForStride, row } from '../parts.ts'

/** How the reference implementation draws the kernels: by what goes out of them. */
export const kernelInitializer = 'he_normal_fan_out'

export const swish = (name: string): LayerTree => layer(name, 'activation', { activation: 'swish' })
export const convolution = (name: string, filters: number): LayerTree =>
  layer(name, 'conv2d', { filters, kernelSize: [1, 1], padding: 'same', useBias: false, kernelInitializer })

/** MobileNet v2's inverted residual with a gate for every channel, and a shortcut that training sometimes takes alone. */
export const mbconv = defineBlock({
  id: 'efficientnet/mbconv',
  title: { en: 'MBConv', zh: 'MBConv 块' },
  description: {
    en: 'An inverted residual whose channels are weighed by what the whole image shows.',
    zh: '根据整幅图像的内容为各通道加权的倒残差块。',
  },
  options: z.strictObject({
    expanded: expandedOption,
    kernelSize: z
      .int()
      .min(1)
      .max(31)
      .default(3)
      .meta({ label: { en: 'Kernel size', zh: '卷积核尺寸' } }),
    squeezed: filtersOption(4).meta({
      label: { en: 'Squeezed channels', zh: '压缩通道数' },
      help: { en: 'Channels in the middle of the gate.', zh: '通道门控中间的通道数。' },
    }),
    inputs: filtersOption(16).meta({
      label: { en: 'Input channels', zh: '输入通道数' },
      help: {
        en: 'How many channels the gate weighs where nothing is expanded.',
        zh: '不扩展时，门控所加权的通道数。',
      },
    }),
    filters: filtersOption(16),
    strides: strideOption,
    oddSize: oddSizeOption,
    shortcut: shortcutOption,
    dropRate: z
      .number()
      .min(0)
      .max(0.99)
      .default(0)
      .meta({
        label: { en: 'Drop rate', zh: '丢弃率' },
        help: {
          en: 'How often training leaves the path out and takes the shortcut alone.',
          zh: '训练时有多大比例舍弃该路径、只走捷径。',
        },
      }),
  }),
  fit: (channels) => ({
    expanded: 6 * channels,
    squeezed: Math.max(1, Math.floor(channels / 4)),
    inputs: channels,
    filters: channels,
    shortcut: true,
  }),
  build(name, options) {
    const { expanded, kernelSize, filters, strides, oddSize, shortcut, dropRate } = options
    const path: BlockTree[] = [
      ...(expanded > 0
        ? [convolution('expand', expanded), layer('expand-bn', 'batch-normalization'), swish('expand-swish')]
        : []),
      ...(strides > 1 ? [padForStride('pad', kernelSize, oddSize)] : []),
      layer('dwconv', 'depthwise-conv-2d', {
        kernelSize: [kernelSize, kernelSize],
        strides: [strides, strides],
        padding: strides > 1 ? 'valid' : 'same',
        useBias: false,
        depthwiseInitializer: kernelInitializer,
      }),
      layer('bn', 'batch-normalization'),
      swish('swish'),
      squeezeAndExcitation(options.squeezed, expanded > 0 ? expanded : options.inputs),
      convolution('project', filters),
      layer('project-bn', 'batch-normalization'),
    ]
    if (!shortcut) return chain(name, path)
    const drop = dropRate > 0 ? [layer('drop', 'drop-connect', { rate: dropRate })] : []
    return merge(name, [row([...path, ...drop]), row([])], layer('add', 'add'))
  },
})

/** One number for each channel, found from the mean of every channel, multiplies it. */
function squeezeAndExcitation(squeezed: number, channels: number): BlockTree {
  const gate = (name: string, filters: number, activation: string) =>
    layer(name, 'conv2d', { filters, kernelSize: [1, 1], padding: 'same', activation, kernelInitializer })
  return merge(
    '',
    [
      row([]),
      row([
        layer('se-squeeze', 'global-avg-pool-2d', { keepDims: true }),
        gate('se-reduce', squeezed, 'swish'),
        gate('se-expand', channels, 'sigmoid'),
      ]),
    ],
    layer('se-excite', 'multiply'),
    { block: false },
  )
}
