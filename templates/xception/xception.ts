import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, relu, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { tooSmall } from '../too-small.ts'
import { middle, reduction, separable } from './blocks.ts'

/** What leaves the second convolution a place: the first two do not pad, all that follows does. */
const smallest = 7

const title = { en: 'Xception', zh: 'Xception' }

export const xception = defineTemplate({
  id: 'xception',
  title,
  year: 2016,
  paper: {
    title: 'Xception: Deep Learning with Depthwise Separable Convolutions',
    authors: 'F. Chollet',
    url: 'https://arxiv.org/abs/1610.02357',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.045,
      weightDecay: 0.00001,
      decayKind: 'gradient',
      schedule: 'step',
      decayEpochs: 2,
      decayFactor: 0.94,
    },
    source: {
      en: 'Chollet 2017, for ImageNet: SGD with momentum 0.9 and weight decay 0.00001; learning rate 0.045, times 0.94 every two epochs.',
      zh: 'Chollet，2017（ImageNet）：SGD，动量 0.9，权重衰减 0.00001；学习率 0.045，每两轮乘以 0.94。',
    },
  },
  idea: {
    en: 'An Inception module looks at channels and at space in separate steps, but only half-heartedly. Xception goes all the way: every convolution filters each channel by itself and then mixes the channels by a 1×1 convolution. With shortcuts around each block, 36 such layers use the parameters of Inception v3 better.',
    zh: 'Inception 模块把通道与空间分开处理，但只做了一半。Xception 做到了底：每个卷积先对各通道单独滤波，再用 1×1 卷积混合通道。配合每个块的捷径，36 个这样的层比 Inception v3 更好地利用了同样多的参数。',
  },
  notes: [
    {
      en: 'Both editions are the same network, that of keras.applications.',
      zh: '两个版本是同一个网络，与 keras.applications 一致。',
    },
  ],
  options: z.strictObject({
    edition: editionOption,
    classes: classesOption(1000),
    inputSize: inputSizeOption(299),
    channels: channelsOption(3),
  }),
  training: settling,
  build(options) {
    const { inputSize, classes } = options
    if (inputSize < smallest) {
      return tooSmall({
        title,
        inputSize,
        smallest,
        because: { en: 'its first two convolutions do not pad', zh: '前两个卷积不做填充' },
      })
    }
    return {
      ok: true,
      tree: chain('xception', [
        imageInput(options),
        stage('entry', 'Entry flow', [
          chain('block1', [...convolution(1, 32, 2), ...convolution(2, 64, 1)], { title: 'Block 1', folded: true }),
          make(reduction, 'block2', { filters: 128, output: 128, preactivation: false }),
          make(reduction, 'block3', { filters: 256, output: 256 }),
          make(reduction, 'block4', { filters: 728, output: 728 }),
        ]),
        stage(
          'middle',
          'Middle flow',
          Array.from({ length: 8 }, (_, at) => make(middle, `block${at + 5}`, { filters: 728 })),
        ),
        stage('exit', 'Exit flow', [
          make(reduction, 'block13', { filters: 728, output: 1024 }),
          chain('block14', [...separable(1, 1536), relu('sepconv1-act'), ...separable(2, 2048), relu('sepconv2-act')], {
            title: 'Block 14',
            folded: true,
          }),
          layer('pool', 'global-avg-pool-2d'),
          softmaxDense(classes),
        ]),
      ]),
    }
  },
})

const convolution = (number: number, filters: number, stride: number): BlockTree[] => [
  layer(`conv${number}`, 'conv2d', { filters, kernelSize: [3, 3], strides: [stride, stride], useBias: false }),
  layer(`conv${number}-bn`, 'batch-normalization'),
  relu(`conv${number}-act`),
]
