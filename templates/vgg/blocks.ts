import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'

/** A few 3×3 convolutions and a pooling that halves the size. */
export const vggBlock = defineBlock({
  id: 'vgg/block',
  title: { en: 'VGG block', zh: 'VGG 块' },
  description: {
    en: 'Several 3×3 convolutions in a row, then a pooling that halves the size.',
    zh: '若干个连续的 3×3 卷积，再用池化减半尺寸。',
  },
  options: z.strictObject({
    filters: filtersOption(64),
    convolutions: z
      .int()
      .min(1)
      .max(16)
      .default(2)
      .meta({
        label: { en: 'Convolutions', zh: '卷积层数' },
        help: { en: 'Two see 5×5 pixels together, three see 7×7.', zh: '两层合起来看到 5×5，三层看到 7×7。' },
      }),
  }),
  build: (name, { filters, convolutions }) =>
    chain(name, [
      ...Array.from({ length: convolutions }, (_, at) =>
        layer(`conv${at + 1}`, 'conv2d', { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu' }),
      ),
      layer('pool', 'max-pool-2d', { poolSize: [2, 2], strides: [2, 2] }),
    ]),
})
