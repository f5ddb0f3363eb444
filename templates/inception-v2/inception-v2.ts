import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { convolution } from '../inception-v4/blocks.ts'
import { channelsOption, classesOption, inputSizeOption } from '../options.ts'
import { imageInput, pooledClassifier, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { normalized } from './blocks.ts'

/**
 * Figure 5 of the paper: 1×1, 3×3 reduce, 3×3, double reduce, double, pool projection. A module without 1×1 has stride 2
 * and passes its pooled input on.
 */
const modules = {
  '3a': [64, 64, 64, 64, 96, 32],
  '3b': [64, 64, 96, 64, 96, 64],
  '3c': [0, 128, 160, 64, 96, 0],
  '4a': [224, 64, 96, 96, 128, 128],
  '4b': [192, 96, 128, 96, 128, 128],
  '4c': [160, 128, 160, 128, 160, 128],
  '4d': [96, 128, 192, 160, 192, 128],
  '4e': [0, 128, 192, 192, 256, 0],
  '5a': [352, 192, 320, 160, 224, 128],
  '5b': [352, 192, 320, 192, 224, 128],
} as const
type ModuleId = keyof typeof modules

export const inceptionV2 = defineTemplate({
  id: 'inception-v2',
  title: { en: 'Inception v2', zh: 'Inception v2' },
  year: 2015,
  paper: {
    title: 'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    authors: 'S. Ioffe, C. Szegedy',
    url: 'https://arxiv.org/abs/1502.03167',
  },
  idea: {
    en: 'The network that batch normalization was shown on. GoogLeNet’s modules stay, with two 3×3 kernels in place of each 5×5; after every convolution the values of a batch are brought to mean 0 and variance 1, so that each layer always meets what it expects. It reached GoogLeNet’s accuracy in a fourteenth of the steps.',
    zh: '批归一化正是在这个网络上展示的。它保留了 GoogLeNet 的模块，用两个 3×3 代替每个 5×5；每个卷积之后把一批数值调整为均值 0、方差 1，使每一层面对的总是意料之中的输入。它用十四分之一的步数就达到了 GoogLeNet 的准确率。',
  },
  notes: [
    {
      en: 'The documenting text only describes this network; it is built from figure 5 of the paper. The figure prints 576, 576 and 1024 channels after modules 4c, 4d and 4e, where the widths beside them add up to 608, 608 and 1056: the widths are what is built.',
      zh: '文档只描述了该网络；这里按论文图 5 构建。图中 4c、4d、4e 之后写作 576、576、1024 个通道，而旁边的宽度相加为 608、608、1056：这里以宽度为准。',
    },
  ],
  options: z.strictObject({
    classes: classesOption(1000),
    inputSize: inputSizeOption(224),
    channels: channelsOption(3),
  }),
  training: settling,
  build: (options) => ({
    ok: true,
    tree: chain('inception-v2', [
      imageInput(options),
      stage('stem', 'Stem', [
        convolution('conv1', 64, 7, { strides: 2 }),
        halve('pool1'),
        convolution('conv2-reduce', 64, 1),
        convolution('conv2', 192, 3),
        halve('pool2'),
      ]),
      stage('inception3', 'Inception 3', ['3a', '3b', '3c'].map(module)),
      stage('inception4', 'Inception 4', ['4a', '4b', '4c', '4d', '4e'].map(module)),
      stage('inception5', 'Inception 5', ['5a', '5b'].map(module)),
      pooledClassifier(options.classes),
    ]),
  }),
})

const halve = (name: string) => layer(name, 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' })

function module(id: string) {
  const [one, threeReduce, three, doubleReduce, double, poolProjection] = modules[id as ModuleId]
  const made = make(normalized, id, {
    ...{ one, threeReduce, three, doubleReduce, double, poolProjection },
    pool: one === 0 || id === '5b' ? 'max' : 'average',
    strides: one === 0 ? 2 : 1,
  })
  return { ...made, title: `Inception ${id}` }
}
