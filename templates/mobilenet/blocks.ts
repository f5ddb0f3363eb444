import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption, strideOption } from '../options.ts'
import { padForStride, relu6 } from '../parts.ts'

/** What stands for a convolution in MobileNet: each channel for itself, then a mix of all. */
export const separable = defineBlock({
  id: 'mobilenet/separable',
  title: { en: 'Depthwise separable block', zh: '深度可分离块' },
  description: {
    en: 'A 3×3 convolution of each channel by itself, then a 1×1 convolution that mixes them.',
    zh: '先对每个通道单独做 3×3 卷积，再用 1×1 卷积混合。',
  },
  options: z.strictObject({ filters: filtersOption(64), strides: strideOption }),
  build: (name, { filters, strides }) =>
    chain(name, [
      ...(strides > 1 ? [padForStride('pad', 3, false)] : []),
      layer('dw', 'depthwise-conv-2d', {
        kernelSize: [3, 3],
        strides: [strides, strides],
        padding: strides > 1 ? 'valid' : 'same',
        useBias: false,
      }),
      layer('dw-bn', 'batch-normalization'),
      relu6('dw-relu'),
      layer('pw', 'conv2d', { filters, kernelSize: [1, 1], padding: 'same', useBias: false }),
      layer('pw-bn', 'batch-normalization'),
      relu6('pw-relu'),
    ]),
})
