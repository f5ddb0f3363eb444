import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'
import { relu, row } from '../parts.ts'

const epsilon = 1.001e-5

export const growthOption = z
  .int()
  .min(1)
  .max(1_024)
  .default(32)
  .meta({
    label: { en: 'Growth', zh: '增长率' },
    help: { en: 'How many channels each layer adds to those before it.', zh: '每一层在已有通道之上新增的通道数。' },
  })

export const normalization = (name: string): LayerTree => layer(name, 'batch-normalization', { epsilon })
const convolution = (name: string, filters: number, kernel: number): LayerTree =>
  layer(name, 'conv2d', { filters, kernelSize: [kernel, kernel], padding: 'same', useBias: false })

/** One layer of a dense block: it sees everything before it and puts its own few channels beside that. */
export const denseLayer = defineBlock({
  id: 'densenet/layer',
  title: { en: 'Dense layer', zh: '稠密层' },
  description: {
    en: 'A 1×1 and a 3×3 convolution whose few channels are put beside all that came before.',
    zh: '1×1 与 3×3 卷积，其少量通道与之前的全部通道并列。',
  },
  options: z.strictObject({ growth: growthOption }),
  build: (name, { growth }) =>
    merge(
      name,
      [
        row([]),
        row([
          normalization('bn0'),
          relu('relu0'),
          convolution('conv1', 4 * growth, 1),
          normalization('bn1'),
          relu('relu1'),
          convolution('conv2', growth, 3),
        ]),
      ],
      layer('concat', 'concatenate'),
    ),
})

/** Between two dense blocks: fewer channels, half the size. */
export const transition = defineBlock({
  id: 'densenet/transition',
  title: { en: 'Transition', zh: '过渡块' },
  description: {
    en: 'A 1×1 convolution that drops channels and a pooling that halves the size.',
    zh: '用 1×1 卷积减少通道，再用池化减半尺寸。',
  },
  options: z.strictObject({ filters: filtersOption(128) }),
  build: (name, { filters }) =>
    chain(name, [
      normalization('bn'),
      relu('relu'),
      convolution('conv', filters, 1),
      layer('pool', 'avg-pool-2d', { poolSize: [2, 2], strides: [2, 2] }),
    ]),
})
