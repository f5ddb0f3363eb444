import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, depthOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, relu, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { normalization, preactivation } from './blocks.ts'

const repeats = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3], 152: [3, 8, 36, 3] } as const

export const resnetV2 = defineTemplate({
  id: 'resnet-v2',
  title: { en: 'ResNet v2', zh: 'ResNet v2' },
  year: 2016,
  paper: {
    title: 'Identity Mappings in Deep Residual Networks',
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    url: 'https://arxiv.org/abs/1603.05027',
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
      en: 'He et al. 2016: SGD with momentum 0.9 and weight decay 0.0001 in batches of 256; learning rate 0.1, a tenth after 30 and 60 epochs.',
      zh: 'He 等，2016：SGD，动量 0.9，权重衰减 0.0001，批大小 256；学习率 0.1，第 30、60 轮后降为十分之一。',
    },
  },
  idea: {
    en: 'In the first ResNet a ReLU stands after every addition, so that even the shortcut is rectified block after block. Here normalization and ReLU move in front of the convolutions: the shortcut runs from the first block to the last without anything on its way, and what is added can be negative too. Very deep networks train more easily for it.',
    zh: '第一版 ResNet 在每次相加之后都有 ReLU，捷径因此也被逐块截断。这里把归一化与 ReLU 移到卷积之前：捷径从第一个块到最后一个块畅通无阻，加上的部分也可以为负。极深的网络因此更容易训练。',
  },
  notes: [
    {
      en: 'Both editions are the same network, that of keras.applications: stages halve the size in their last block, not in their first as the paper has it.',
      zh: '两个版本是同一个网络，与 keras.applications 一致：各阶段在最后一个块中减半尺寸，而论文是在第一个块中。',
    },
  ],
  options: z.strictObject({
    edition: editionOption,
    depth: depthOption([50, 101, 152], 50),
    classes: classesOption(1000),
    inputSize: inputSizeOption(224),
    channels: channelsOption(3),
  }),
  training: settling,
  build: (options) => ({
    ok: true,
    tree: chain('resnet-v2', [
      imageInput(options),
      stage('conv1', 'Conv 1', [
        layer('pad', 'zero-padding-2d', { height: [3, 3], width: [3, 3] }),
        layer('conv', 'conv2d', { filters: 64, kernelSize: [7, 7], strides: [2, 2] }),
        layer('pool-pad', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
        layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] }),
      ]),
      ...repeats[options.depth].map((count, index) => blocks(index, count)),
      stage('classifier', 'Classifier', [
        normalization('bn'),
        relu('relu'),
        layer('pool', 'global-avg-pool-2d'),
        softmaxDense(options.classes),
      ]),
    ]),
  }),
})

/** conv2 … conv5; the last block halves the size, but not in conv5. */
const blocks = (index: number, count: number) =>
  stage(
    `conv${index + 2}`,
    `Conv ${index + 2}`,
    Array.from({ length: count }, (_, at) =>
      make(preactivation, `block${at + 1}`, {
        filters: 64 * 2 ** index,
        strides: at === count - 1 && index < 3 ? 2 : 1,
        projection: at === 0,
      }),
    ),
  )
