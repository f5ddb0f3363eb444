import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineBlock } from '../block.ts'
import { filtersOption } from '../options.ts'
import { relu, row } from '../parts.ts'

const groups = z
  .int()
  .min(1)
  .max(1_024)
  .default(3)
  .meta({
    label: { en: 'Groups', zh: '分组数' },
    help: {
      en: 'Groups of the 1×1 convolutions; the shuffle between them lets the groups see one another.',
      zh: '1×1 卷积的分组数；两者之间的混洗使各组能看到彼此。',
    },
  })

/** Two grouped 1×1 convolutions with a shuffle and a depthwise convolution between them. */
export const unit = defineBlock({
  id: 'shufflenet/unit',
  title: { en: 'ShuffleNet unit', zh: 'ShuffleNet 单元' },
  description: {
    en: 'Grouped 1×1 convolutions whose groups a channel shuffle mixes, around a shortcut.',
    zh: '分组 1×1 卷积，由通道混洗打通各组，外加捷径。',
  },
  options: z.strictObject({
    bottleneck: filtersOption(60).meta({
      label: { en: 'Bottleneck channels', zh: '瓶颈通道数' },
      help: { en: 'Channels in the middle, a quarter of those that leave.', zh: '中间的通道数，为输出的四分之一。' },
    }),
    filters: filtersOption(240).meta({
      label: { en: 'Filters', zh: '卷积核数量' },
      help: {
        en: 'Channels that the last convolution gives; a strided unit puts the pooled input beside them.',
        zh: '最后一个卷积输出的通道数；带步幅的单元会再并列上池化后的输入。',
      },
    }),
    groups,
    firstGroups: groups.meta({
      label: { en: 'Groups of the first', zh: '首个卷积的分组数' },
      help: {
        en: 'The very first unit does not group its first convolution, because few channels come in.',
        zh: '最前面的单元输入通道很少，首个卷积不分组。',
      },
    }),
    strided: z
      .boolean()
      .default(false)
      .meta({
        label: { en: 'Halve the size', zh: '减半尺寸' },
        help: {
          en: 'Strides of 2, and the pooled input beside the result instead of added to it.',
          zh: '步幅为 2，并把池化后的输入与结果并列，而不是相加。',
        },
      }),
  }),
  fit(channels) {
    const groups = [3, 4, 2].find((groups) => channels % (4 * groups) === 0) ?? 1
    return { bottleneck: Math.max(1, Math.floor(channels / 4)), filters: channels, groups, firstGroups: groups }
  },
  build(name, { bottleneck, filters, groups, firstGroups, strided }) {
    const step = strided ? [2, 2] : [1, 1]
    const path = row([
      ...grouped('gconv1', bottleneck, firstGroups),
      relu('relu1'),
      ...shuffle(firstGroups),
      layer('dwconv', 'depthwise-conv-2d', { kernelSize: [3, 3], strides: step, padding: 'same', useBias: false }),
      layer('dwconv-bn', 'batch-normalization'),
      ...grouped('gconv2', filters, groups),
    ])
    const join = (branches: BlockTree[], how: LayerTree) => merge('', branches, how, { block: false })
    const joined = strided
      ? join([path, layer('pool', 'avg-pool-2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' })], concat)
      : join([path, row([])], layer('add', 'add'))
    return chain(name, [joined, relu('relu')])
  },
})

const concat = layer('concat', 'concatenate')
/** One group has nothing to mix. */
const shuffle = (groups: number) => (groups > 1 ? [layer('shuffle', 'channel-shuffle', { groups })] : [])
const grouped = (name: string, filters: number, groups: number): LayerTree[] => [
  layer(name, 'conv2d', { filters, kernelSize: [1, 1], padding: 'same', groups, useBias: false }),
  layer(`${name}-bn`, 'batch-normalization'),
]
