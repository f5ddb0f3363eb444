import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import type { BlockKind } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { because, convolution, recipe, smallest, stem } from '../inception.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { tooSmall } from '../too-small.ts'
import { block17, block35, block8, mixed5b, mixed6a, mixed7a } from './blocks.ts'

const title = { en: 'Inception-ResNet v2', zh: 'Inception-ResNet v2' }

export const inceptionResNetV2 = defineTemplate({
  id: 'inception-resnet-v2',
  title,
  year: 2016,
  paper: {
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning',
    authors: 'C. Szegedy, S. Ioffe, V. Vanhoucke, A. Alemi',
    url: 'https://arxiv.org/abs/1602.07261',
  },
  recipe,
  idea: {
    en: 'Inception’s many kernels side by side, and ResNet’s shortcut around them: each module, now a simple one, only says what to add to its input. Forty of them train faster than plain Inception modules of equal cost. What they add is made smaller first, by 0.1 to 0.2, because the sums run away otherwise.',
    zh: '把 Inception 并列的多种卷积核与 ResNet 的捷径结合：每个模块（现在更简单）只给出要加到输入上的部分。四十个这样的模块比同等开销的普通 Inception 模块训练得更快。相加之前先缩小到 0.1 至 0.2 倍，否则累加会失控。',
  },
  notes: [
    {
      en: 'Both editions are the same network, that of keras.applications. The documenting text shows it under the title Inception v4, which is another network of the same paper.',
      zh: '两个版本是同一个网络，与 keras.applications 一致。文档在“Inception v4”的标题下给出它，而 Inception v4 是同一篇论文中的另一个网络。',
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
    if (options.inputSize < smallest) return tooSmall({ ...options, title, smallest, because })
    return {
      ok: true,
      tree: chain('inception-resnet-v2', [
        imageInput(options),
        stage('stem', 'Stem', [...stem(), make(mixed5b, 'mixed5b', {})]),
        stage('block35', 'Inception-ResNet A ×10', repeated(block35, 10, 0.17)),
        make(mixed6a, 'mixed6a', {}),
        stage('block17', 'Inception-ResNet B ×20', repeated(block17, 20, 0.1)),
        make(mixed7a, 'mixed7a', {}),
        stage('block8', 'Inception-ResNet C ×10', [
          ...repeated(block8, 9, 0.2),
          make(block8, 'block10', { scale: 1, activation: false }),
        ]),
        stage('classifier', 'Classifier', [
          convolution('conv7b', 1536, 1),
          layer('pool', 'global-avg-pool-2d'),
          softmaxDense(options.classes),
        ]),
      ]),
    }
  },
})

const repeated = (kind: typeof block35 & BlockKind, count: number, scale: number) =>
  Array.from({ length: count }, (_, at) => make(kind, `block${at + 1}`, { scale }))
