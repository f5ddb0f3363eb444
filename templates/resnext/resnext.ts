import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, depthOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, pooledClassifier, relu, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { aggregated, cardinalityOption, convolution } from './blocks.ts'

/** Channels of all groups in the first stage: the last has eight times as many, 65,536 at most. */
const widest = 8_192

const repeats = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3] } as const

const options = z.strictObject({
  edition: editionOption,
  depth: depthOption([50, 101], 50),
  cardinality: cardinalityOption,
  width: z
    .int()
    .min(1)
    .max(1_024)
    .default(4)
    .meta({
      label: { en: 'Width of a group', zh: '每组宽度' },
      help: {
        en: 'Channels of each group in the first stage; each later stage has twice as many.',
        zh: '第一阶段每组的通道数；之后每个阶段翻倍。',
      },
    }),
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type ResNeXtOptions = z.output<typeof options>

export const resnext = defineTemplate({
  id: 'resnext',
  title: { en: 'ResNeXt', zh: 'ResNeXt' },
  year: 2016,
  paper: {
    title: 'Aggregated Residual Transformations for Deep Neural Networks',
    authors: 'S. Xie, R. Girshick, P. Dollár, Z. Tu, K. He',
    url: 'https://arxiv.org/abs/1611.05431',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.1,
      weightDecay: 0.0001,
      decayKind: 'gradient',
      schedule: 'step',
      decayEpochs: 30,
    },
    batchSize: 256,
    source: {
      en: 'Xie et al. 2017: SGD with momentum 0.9 and weight decay 0.0001 in batches of 256; learning rate 0.1, a tenth every 30 epochs, three times.',
      zh: 'Xie 等，2017：SGD，动量 0.9，权重衰减 0.0001，批大小 256；学习率 0.1，每 30 轮降为十分之一，共三次。',
    },
  },
  idea: {
    en: 'Inception splits a block into hand-made paths; ResNeXt splits it into many equal ones. Each of 32 groups convolves its own few channels, and a 1×1 convolution brings them together again. The number of groups is a third way to make a network stronger, beside depth and width, at no extra cost.',
    zh: 'Inception 把块拆成若干手工设计的路径，ResNeXt 则拆成许多相同的路径。32 个组各自卷积自己的少量通道，再由 1×1 卷积汇合。除深度与宽度之外，组数成为增强网络的第三个方向，而且不增加开销。',
  },
  notes: [
    {
      en: 'The documenting code makes the grouped convolution of a depthwise one and a frozen 0/1 kernel, which it counts as 128 (ResNeXt-50) and 199 (ResNeXt-101) million parameters that never change. Here both editions use a true grouped convolution: the same function, 25.1 and 44.3 million.',
      zh: '文档代码用逐深度卷积加上冻结的 0/1 卷积核来模拟分组卷积，并因此多算了 1.28 亿（ResNeXt-50）与 1.99 亿（ResNeXt-101）个不会变化的参数。这里两个版本都使用真正的分组卷积：函数相同，参数为 2,510 万与 4,430 万。',
    },
  ],
  options,
  // Adam's usual thousandth makes the loss rise in the first steps before it falls.
  training: { ...settling, learningRate: 0.0003 },
  build: (options) => {
    const { cardinality, width } = options
    if (cardinality * width <= widest) return { ok: true, tree: network(options) }
    return {
      ok: false,
      option: 'width',
      message: {
        en: `${cardinality} groups of ${width} channels are ${cardinality * width}; a ResNeXt can start with ${widest} at most.`,
        zh: `${cardinality} 组、每组 ${width} 个通道共 ${cardinality * width} 个；ResNeXt 的第一阶段至多 ${widest} 个。`,
      },
    }
  },
})

const network = (options: ResNeXtOptions) =>
  chain('resnext', [
    imageInput(options),
    stage('conv1', 'Conv 1', [
      layer('pad', 'zero-padding-2d', { height: [3, 3], width: [3, 3] }),
      ...convolution('', { filters: 64, kernelSize: [7, 7], strides: [2, 2] }),
      relu('relu'),
      layer('pool-pad', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
      layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] }),
    ]),
    ...repeats[options.depth].map((count, index) => blocks(index, count, options)),
    pooledClassifier(options.classes),
  ])

/** conv2 … conv5. The first block halves the size (but not in conv2) and changes the channels. */
const blocks = (index: number, count: number, { cardinality, width }: ResNeXtOptions) =>
  stage(
    `conv${index + 2}`,
    `Conv ${index + 2}`,
    Array.from({ length: count }, (_, at) =>
      make(aggregated, `block${at + 1}`, {
        filters: cardinality * width * 2 ** index,
        output: 256 * 2 ** index,
        cardinality,
        strides: at === 0 && index > 0 ? 2 : 1,
        projection: at === 0,
      }),
    ),
  )
