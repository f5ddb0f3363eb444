import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { LayerTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, depthOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, softmaxDense, stage } from '../parts.ts'
import { halvesFiveTimes, tooSmall } from '../too-small.ts'
import { vggBlock } from './blocks.ts'

/** Convolutions of the five blocks by depth: configurations B, A, D and E of the paper's table 1. */
const repeats = { 11: [1, 1, 2, 2, 2], 13: [2, 2, 2, 2, 2], 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] } as const
const filters = [64, 128, 256, 512, 512]

const title = { en: 'VGG', zh: 'VGG' }
const smallest = 32

export const vgg = defineTemplate({
  id: 'vgg',
  title,
  year: 2014,
  paper: {
    title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
    authors: 'K. Simonyan, A. Zisserman',
    url: 'https://arxiv.org/abs/1409.1556',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.01,
      weightDecay: 0.0005,
      decayKind: 'gradient',
      schedule: 'plateau',
      epochs: 74,
    },
    batchSize: 256,
    source: {
      en: 'Simonyan and Zisserman 2014: SGD with momentum 0.9 and weight decay 0.0005 in batches of 256; learning rate 0.01, a tenth whenever the validation accuracy stops improving; 74 epochs.',
      zh: 'Simonyan 与 Zisserman，2014：SGD，动量 0.9，权重衰减 0.0005，批大小 256；学习率 0.01，验证准确率停滞时降为十分之一；74 轮。',
    },
  },
  idea: {
    en: 'One rule throughout: 3×3 convolutions, and a pooling that halves the size while the channels double. Two small kernels in a row see as far as one of 5×5, with fewer weights and one more non-linearity. Nearly nine in ten of its 138 million parameters are in the dense layers at the end.',
    zh: '自始至终只有一条规则：使用 3×3 卷积，池化减半尺寸的同时通道翻倍。两个小卷积核连用与一个 5×5 看得一样远，权重更少，还多一次非线性。1.38 亿参数中近九成位于末端的全连接层。',
  },
  notes: [
    {
      en: 'Published: dropout of one half after the two large dense layers, as the paper trains it. Documented: none, and always 1000 classes; here `classes` counts.',
      zh: '论文版：两个大全连接层之后各有 0.5 的随机失活，与论文的训练方式一致。代码版：没有随机失活，且类别数固定为 1000；这里以“类别数”选项为准。',
    },
  ],
  // Without normalization Adam's usual thousandth throws it off.
  training: { learningRate: 0.0003 },
  options: z.strictObject({
    edition: editionOption,
    depth: depthOption([11, 13, 16, 19], 16),
    classes: classesOption(1000),
    inputSize: inputSizeOption(224),
    channels: channelsOption(3),
  }),
  build(options) {
    const { depth, classes, inputSize, edition } = options
    if (inputSize < smallest) return tooSmall({ title, inputSize, smallest, because: halvesFiveTimes })
    const dense = (name: string): LayerTree => layer(name, 'dense', { units: 4096, activation: 'relu' })
    const dropout = (name: string) => (edition === 'published' ? [layer(name, 'dropout', { rate: 0.5 })] : [])
    return {
      ok: true,
      tree: chain('vgg', [
        imageInput(options),
        ...repeats[depth].map((convolutions, index) => ({
          ...make(vggBlock, `block${index + 1}`, { filters: filters[index]!, convolutions }),
          title: `Block ${index + 1}`,
        })),
        stage('classifier', 'Classifier', [
          layer('flatten', 'flatten'),
          dense('fc1'),
          ...dropout('drop1'),
          dense('fc2'),
          ...dropout('drop2'),
          softmaxDense(classes),
        ]),
      ]),
    }
  },
})
