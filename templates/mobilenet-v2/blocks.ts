import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption, oddSizeOption, strideOption } from '../options.ts'
import { padForStride, relu6, row } from '../parts.ts'

export const normalization = (name: string): LayerTree => layer(name, 'batch-normalization', { momentum: 0.999 })

export const expandedOption = z
  .int()
  .min(0)
  .max(65_536)
  .default(96)
  .meta({
    label: { en: 'Expanded channels', zh: '扩展通道数' },
    help: {
      en: 'Channels in the middle of the block, usually six times those that come in; 0 leaves the expansion out.',
      zh: '块中间的通道数，通常为输入的六倍；为 0 时不做扩展。',
    },
  })

export const shortcutOption = z
  .boolean()
  .default(false)
  .meta({
    label: { en: 'Shortcut', zh: '捷径' },
    help: {
      en: 'Adds the input to the result; size and channels must be the same.',
      zh: '把输入加到结果上；尺寸与通道数必须相同。',
    },
  })

/** Wide in the middle, narrow at both ends; the shortcut joins the narrow ends. */
export const inverted = defineBlock({
  id: 'mobilenet-v2/inverted',
  title: { en: 'Inverted residual', zh: '倒残差块' },
  description: {
    en: 'Expands the channels, filters each by itself, and projects them back without a non-linearity.',
    zh: '先扩展通道，逐通道卷积，再线性投影回少量通道。',
  },
  options: z.strictObject({
    expanded: expandedOption,
    filters: filtersOption(24),
    strides: strideOption,
    oddSize: oddSizeOption,
    shortcut: shortcutOption,
  }),
  fit: (channels) => ({ expanded: 6 * channels, filters: channels, shortcut: true }),
  build(name, { expanded, filters, strides, oddSize, shortcut }) {
    const pointwise = (name: string, filters: number) =>
      layer(name, 'conv2d', { filters, kernelSize: [1, 1], padding: 'same', useBias: false })
    const path = [
      ...(expanded > 0 ? [pointwise('expand', expanded), normalization('expand-bn'), relu6('expand-relu')] : []),
      ...(strides > 1 ? [padForStride('pad', 3, oddSize)] : []),
      layer('depthwise', 'depthwise-conv-2d', {
        kernelSize: [3, 3],
        strides: [strides, strides],
        padding: strides > 1 ? 'valid' : 'same',
        useBias: false,
      }),
      normalization('depthwise-bn'),
      relu6('depthwise-relu'),
      pointwise('project', filters),
      normalization('project-bn'),
    ]
    return shortcut ? merge(name, [row([]), row(path)], layer('add', 'add')) : chain(name, path)
  },
})
