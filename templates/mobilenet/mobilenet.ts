import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { alphaOption, channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, padForStride, relu6, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { halvesFiveTimes, tooSmall } from '../too-small.ts'
import { separable } from './blocks.ts'

/** Filters and stride of each block, stage by stage: a new stage wherever the size is halved. */
const stages = [
  [[64, 1]],
  [
    [128, 2],
    [128, 1],
  ],
  [
    [256, 2],
    [256, 1],
  ],
  [
    [512, 2],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
  ],
  [
    [1024, 2],
    [1024, 1],
  ],
] as const

/** Five halvings. */
const smallest = 32

const title = { en: 'MobileNet', zh: 'MobileNet' }

export const mobilenet = defineTemplate({
  id: 'mobilenet',
  title,
  year: 2017,
  paper: {
    title: 'MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications',
    authors: 'A. G. Howard, M. Zhu, B. Chen, D. Kalenichenko, W. Wang, T. Weyand, M. Andreetto, H. Adam',
    url: 'https://arxiv.org/abs/1704.04861',
  },
  top1: 70.6,
  idea: {
    en: 'A 3×3 convolution looks at space and mixes channels at once. Done in two steps, each channel by itself and then a 1×1 mix, it costs an eighth or a ninth and loses little. Two numbers trade accuracy for speed: the width of all layers (alpha) and the size of the images.',
    zh: '3×3 卷积同时处理空间与通道。拆成两步——先对每个通道单独卷积，再用 1×1 混合——开销只有八九分之一，损失却很小。两个数在准确率与速度之间取舍：各层的宽度（α）与图像的尺寸。',
  },
  notes: [
    {
      en: 'Top-1 on ImageNet at 224×224, as the documenting text gives it: 70.6% with alpha 1, 68.4% with 0.75, 63.7% with 0.5, 50.6% with 0.25. With alpha 1: 69.1% at 192×192, 67.2% at 160×160, 64.4% at 128×128.',
      zh: '文档给出的 ImageNet top-1（224×224）：α 为 1 时 70.6%，0.75 时 68.4%，0.5 时 63.7%，0.25 时 50.6%。α 为 1 时：192×192 为 69.1%，160×160 为 67.2%，128×128 为 64.4%。',
    },
    {
      en: 'Both editions are the same network, that of keras.applications. The text prints 529 million multiply-accumulates at every size; computed, they are 569, 418, 291 and 186 million at 224, 192, 160 and 128.',
      zh: '两个版本是同一个网络，与 keras.applications 一致。文档在各尺寸下都写作 5.29 亿次乘加；实际计算在 224、192、160、128 下分别为 5.69、4.18、2.91、1.86 亿次。',
    },
    {
      en: 'The documenting code falls back to 224×224 in silence for sizes other than 128, 160, 192 and 224; here any size from 32 on is taken as given. Where it is odd, the Keras of today pads the first convolution on all sides, and this one at the right and the bottom only, as the documenting code does.',
      zh: '文档代码遇到 128、160、192、224 以外的尺寸会悄悄改用 224×224；这里 32 及以上的任何尺寸都照用不误。尺寸为奇数时，如今的 Keras 在首个卷积的四边填充，这里则与文档代码一样只填充右边与下边。',
    },
  ],
  options: z.strictObject({
    edition: editionOption,
    alpha: alphaOption,
    classes: classesOption(1000),
    inputSize: inputSizeOption(224),
    channels: channelsOption(3),
  }),
  training: settling,
  build(options) {
    const { alpha, classes, inputSize } = options
    const filters = (base: number) => Math.floor(base * alpha)
    if (filters(32) < 1) {
      return {
        ok: false,
        option: 'alpha',
        message: {
          en: `With a width of ${alpha} the first layer has no filters left: 0.03125 is the least.`,
          zh: `宽度系数为 ${alpha} 时首层没有卷积核：至少为 0.03125。`,
        },
      }
    }
    if (inputSize < smallest) return tooSmall({ title, inputSize, smallest, because: halvesFiveTimes })
    let block = 0
    const body = stages.map((blocks, index) =>
      stage(
        `stage${index + 1}`,
        `Stage ${index + 1}`,
        blocks.map(([base, strides]) => make(separable, `block${(block += 1)}`, { filters: filters(base), strides })),
      ),
    )
    return {
      ok: true,
      tree: chain('mobilenet', [imageInput(options), stem(filters(32)), ...body, classifier(classes)]),
    }
  },
})

const stem = (filters: number): BlockTree =>
  stage('stem', 'Conv 1', [
    padForStride('pad', 3, false),
    layer('conv', 'conv2d', { filters, kernelSize: [3, 3], strides: [2, 2], useBias: false }),
    layer('bn', 'batch-normalization'),
    relu6('relu'),
  ])

/** A 1×1 convolution on the one pixel that is left stands for the dense layer. */
const classifier = (classes: number): BlockTree =>
  stage('classifier', 'Classifier', [
    layer('pool', 'global-avg-pool-2d', { keepDims: true }),
    layer('dropout', 'dropout', { rate: 0.001 }),
    layer('conv', 'conv2d', { filters: classes, kernelSize: [1, 1], padding: 'same' }),
    layer('reshape', 'reshape', { targetShape: [classes] }),
    layer('predictions', 'activation', { activation: 'softmax' }),
  ])
