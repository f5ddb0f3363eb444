import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'

/** Squeezes the channels, then looks at them with two kinds of kernel side by side. */
export const fire = defineBlock({
  id: 'squeezenet/fire',
  title: { en: 'Fire module', zh: 'Fire 模块' },
  description: {
    en: 'A 1×1 convolution squeezes the channels, a 1×1 and a 3×3 expand them side by side.',
    zh: '1×1 卷积压缩通道，1×1 与 3×3 卷积再并列展开。',
  },
  options: z.strictObject({
    squeeze: filtersOption(16).meta({
      label: { en: 'Squeeze', zh: '压缩通道数' },
      help: { en: 'Channels between the two halves.', zh: '两半之间的通道数。' },
    }),
    expand: filtersOption(64).meta({
      label: { en: 'Expand', zh: '展开通道数' },
      help: { en: 'Channels of each of the two kernels.', zh: '两种卷积核各自的通道数。' },
    }),
  }),
  build: (name, { squeeze, expand }) =>
    chain(name, [
      convolution('squeeze1x1', squeeze, 1),
      merge(
        '',
        [convolution('expand1x1', expand, 1), convolution('expand3x3', expand, 3)],
        layer('concat', 'concatenate'),
        { block: false },
      ),
    ]),
})

/** Started by Glorot's rule, ReLU after ReLU without normalization would leave nothing of a signal to learn from. */
const kernelInitializer = 'he_uniform'

export const convolution = (
  name: string,
  filters: number,
  kernel: number,
  rest: Record<string, unknown> = { padding: 'same' },
): BlockTree =>
  layer(name, 'conv2d', { filters, kernelSize: [kernel, kernel], activation: 'relu', kernelInitializer, ...rest })
