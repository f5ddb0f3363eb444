import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import type { Built } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, pooledClassifier, relu, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { unit } from './blocks.ts'

/** Channels that leave stage 2, by groups: table 1 of the paper. Each later stage doubles them. */
const stageTwo = { 1: 144, 2: 200, 3: 240, 4: 272, 8: 384 } as const

const options = z.strictObject({
  edition: editionOption,
  groups: z
    .literal([1, 2, 3, 4, 8])
    .default(3)
    .meta({
      label: { en: 'Groups', zh: '分组数' },
      help: {
        en: 'Groups of the 1×1 convolutions. More groups afford more channels at the same cost.',
        zh: '1×1 卷积的分组数。分组越多，相同开销下可用的通道越多。',
      },
    }),
  scale: z
    .number()
    .min(0.25)
    .max(16)
    .multipleOf(0.25)
    .default(1)
    .meta({
      label: { en: 'Scale', zh: '宽度系数' },
      help: { en: 'Multiplies all channels, in quarters.', zh: '乘在所有通道数上，以四分之一为单位。' },
    }),
  repeats: z
    .tuple([z.int().min(0).max(64), z.int().min(0).max(64), z.int().min(0).max(64)])
    .default([3, 7, 3])
    .meta({
      label: { en: 'Units a stage', zh: '各阶段单元数' },
      help: {
        en: 'Units of stages 2, 3 and 4 after the one that halves the size.',
        zh: '第 2、3、4 阶段中，减半尺寸的单元之后还有多少个单元。',
      },
      parts: [
        { en: 'Stage 2', zh: '阶段 2' },
        { en: 'Stage 3', zh: '阶段 3' },
        { en: 'Stage 4', zh: '阶段 4' },
      ],
    }),
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type ShuffleNetOptions = z.output<typeof options>

export const shufflenet = defineTemplate({
  id: 'shufflenet',
  title: { en: 'ShuffleNet', zh: 'ShuffleNet' },
  year: 2017,
  paper: {
    title: 'ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices',
    authors: 'X. Zhang, X. Zhou, M. Lin, J. Sun',
    url: 'https://arxiv.org/abs/1707.01083',
  },
  recipe: {
    plan: { optimizer: 'momentum', learningRate: 0.5, weightDecay: 0.00004, decayKind: 'gradient', schedule: 'linear' },
    batchSize: 1024,
    source: {
      en: 'Zhang et al. 2017: SGD with ResNeXt’s momentum 0.9 and weight decay 0.00004 in batches of 1,024; learning rate 0.5, falling to 0 in a straight line.',
      zh: 'Zhang 等，2017：SGD，沿用 ResNeXt 的动量 0.9，权重衰减 0.00004，批大小 1,024；学习率 0.5，线性降至 0。',
    },
  },
  idea: {
    en: 'In small networks the 1×1 convolutions take most of the work. Splitting them into groups saves it, but then no group ever learns what another sees. So after the first one the channels are dealt out like cards, a few of each group to every group: information crosses over, and the shuffle costs nothing.',
    zh: '小网络的大部分计算花在 1×1 卷积上。分组可以节省计算，但各组从此互不知情。因此在第一个分组卷积之后像发牌一样把通道打散，每组都分到其他各组的一些通道：信息得以流通，而混洗本身没有任何开销。',
  },
  notes: [
    {
      en: 'Published: only the first 1×1 convolution of the very first unit is ungrouped, and batch normalization follows the first convolution (1,890,208 parameters at 3 groups). Documented: that whole unit is ungrouped, and the first convolution has no normalization (1,898,752).',
      zh: '论文版：只有最前面单元的首个 1×1 卷积不分组，首个卷积之后有批归一化（3 组时 1,890,208 个参数）。代码版：整个单元都不分组，首个卷积之后没有归一化（1,898,752 个）。',
    },
    {
      en: 'When it runs, the documenting code gives every group the channels of the last one, by a slip with a late-bound variable. That is not reproduced here.',
      zh: '文档代码运行时由于变量延迟绑定的疏忽，每个组得到的都是最后一组的通道。这里没有重现该错误。',
    },
  ],
  options,
  training: settling,
  build: (options) =>
    refusal(options) ?? {
      ok: true,
      tree: chain('shufflenet', [
        imageInput(options),
        stem(options),
        ...stages(options),
        pooledClassifier(options.classes),
      ]),
    },
})

/** Channels that leave the stem and stages 2, 3 and 4. */
const channelsOf = ({ groups, scale }: ShuffleNetOptions): number[] =>
  [24, stageTwo[groups], 2 * stageTwo[groups], 4 * stageTwo[groups]].map((channels) => Math.trunc(channels * scale))

function stem({ edition, scale }: ShuffleNetOptions): BlockTree {
  const convolution = {
    filters: Math.trunc(24 * scale),
    kernelSize: [3, 3],
    strides: [2, 2],
    padding: 'same',
    useBias: false,
  }
  const first =
    edition === 'documented'
      ? [layer('conv', 'conv2d', { ...convolution, activation: 'relu' })]
      : [layer('conv', 'conv2d', convolution), layer('bn', 'batch-normalization'), relu('relu')]
  const pool = layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' })
  return stage('stage1', 'Stage 1', [...first, pool])
}

/** Stages 2, 3 and 4: a unit that halves the size, then `repeats` that keep it. */
function stages(options: ShuffleNetOptions): BlockTree[] {
  const { repeats } = options
  const channels = channelsOf(options)
  return repeats.map((count, index) => {
    const [before, after] = [channels[index]!, channels[index + 1]!]
    const bottleneck = Math.trunc(after / 4)
    const units = Array.from({ length: count + 1 }, (_, at) =>
      make(unit, `unit${at + 1}`, {
        bottleneck,
        filters: at === 0 ? after - before : after,
        ...groupsOf(options, index === 0 && at === 0),
        strided: at === 0,
      }),
    )
    return stage(`stage${index + 2}`, `Stage ${index + 2}`, units)
  })
}

function groupsOf({ groups, edition }: ShuffleNetOptions, isFirst: boolean) {
  if (!isFirst) return { groups, firstGroups: groups }
  return { groups: edition === 'documented' ? 1 : groups, firstGroups: 1 }
}

/** Every grouped convolution must find as many channels as its groups divide. */
function refusal(options: ShuffleNetOptions): Built | undefined {
  const { groups, scale, edition } = options
  const channels = channelsOf(options)
  const firstFilters = channels[1]! - channels[0]!
  const divided = [
    ...channels.slice(1).map((count) => Math.trunc(count / 4)),
    ...channels.slice(1),
    ...(edition === 'published' ? [firstFilters] : []),
  ]
  const odd = divided.find((count) => count % groups !== 0)
  if (odd === undefined) return undefined
  return {
    ok: false,
    option: 'scale',
    message: {
      en: `At a scale of ${scale} a convolution has ${odd} channels, which ${groups} groups do not divide. Choose another scale or number of groups.`,
      zh: `宽度系数为 ${scale} 时，某个卷积有 ${odd} 个通道，无法平均分成 ${groups} 组。请选择其他系数或分组数。`,
    },
  }
}
