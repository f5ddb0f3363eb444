import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption, projectionOption, strideOption } from '../options.ts'
import { relu, row } from '../parts.ts'

/** keras.applications' epsilon, so that published weights give published outputs. */
const epsilon = 1.001e-5

const shared = {
  strides: strideOption,
  projection: projectionOption,
  documented: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'As documented', zh: '按代码版' },
      help: {
        en: 'No ReLU after the 3×3 convolution, and Keras’s usual epsilon.',
        zh: '3×3 卷积之后没有 ReLU，并使用 Keras 默认的 epsilon。',
      },
    }),
}
type Shared = z.output<z.ZodObject<typeof shared>>

/** Two 3×3 convolutions around a shortcut: the block of ResNet-18 and -34. */
export const basic = defineBlock({
  id: 'resnet/basic',
  title: { en: 'Residual block', zh: '残差块' },
  description: {
    en: 'Two 3×3 convolutions learn what to add to the input.',
    zh: '用两个 3×3 卷积学习要加到输入上的残差。',
  },
  options: z.strictObject({ filters: filtersOption(64), ...shared }),
  build: (name, options) =>
    residual(name, options, options.filters, [
      ...convolution('1', { filters: options.filters, kernelSize: [3, 3], strides: options.strides }, options),
      ...(options.documented ? [] : [relu('relu1')]),
      ...convolution('2', { filters: options.filters, kernelSize: [3, 3] }, options),
    ]),
})

/** 1×1 down, 3×3, 1×1 up to four times the filters: the block of ResNet-50 and deeper. */
export const bottleneck = defineBlock({
  id: 'resnet/bottleneck',
  title: { en: 'Bottleneck', zh: '瓶颈残差块' },
  description: {
    en: 'A 3×3 convolution between two 1×1 that shrink and restore the channels, around a shortcut.',
    zh: '两个 1×1 卷积先压缩再恢复通道，中间为 3×3 卷积，外加捷径。',
  },
  options: z.strictObject({ filters: filtersOption(64), ...shared }),
  build: (name, options) =>
    residual(name, options, 4 * options.filters, [
      ...convolution('1', { filters: options.filters, kernelSize: [1, 1], strides: options.strides }, options),
      relu('relu1'),
      ...convolution('2', { filters: options.filters, kernelSize: [3, 3] }, options),
      ...(options.documented ? [] : [relu('relu2')]),
      ...convolution('3', { filters: 4 * options.filters, kernelSize: [1, 1] }, options),
    ]),
})

/** `max(0, shortcut + path)`; the shortcut is projected to `filters` channels where the options say so. */
function residual(name: string, options: Shared, filters: number, path: BlockTree[]) {
  const projected = options.projection
    ? convolution('0', { filters, kernelSize: [1, 1], strides: options.strides }, options)
    : []
  return chain(name, [merge('', [row(projected), row(path)], layer('add', 'add'), { block: false }), relu('out')])
}

/** A convolution with its normalization: `conv1`, `bn1`. */
export function convolution(
  suffix: string,
  params: { filters: number; kernelSize: [number, number]; strides?: number; padding?: 'valid' | 'same' },
  { documented }: { documented: boolean },
): LayerTree[] {
  const { strides = 1, ...rest } = params
  return [
    layer(`conv${suffix}`, 'conv2d', { padding: 'same', ...rest, strides: [strides, strides] }),
    layer(`bn${suffix}`, 'batch-normalization', documented ? {} : { epsilon }),
  ]
}
