import { z } from 'zod'
import { chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { because, maxPool, recipe, reduce, smallest } from '../inception.ts'
import { channelsOption, classesOption, inputSizeOption } from '../options.ts'
import { imageInput, row, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { tooSmall } from '../too-small.ts'
import { convolution, moduleA, moduleB, moduleC, reductionA, reductionB } from './blocks.ts'

const title = { en: 'Inception v4', zh: 'Inception v4' }

export const inceptionV4 = defineTemplate({
  id: 'inception-v4',
  title,
  year: 2016,
  paper: {
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning',
    authors: 'C. Szegedy, S. Ioffe, V. Vanhoucke, A. Alemi',
    url: 'https://arxiv.org/abs/1602.07261',
  },
  recipe,
  idea: {
    en: 'Inception v3 carried the marks of how it had to be split over machines. Freed from that, v4 is tidier and deeper: one stem that already works in branches, then the same module four, seven and three times, with a reduction between. It shows how far Inception gets without shortcuts.',
    zh: 'Inception v3 还带着为拆分到多台机器而留下的痕迹。摆脱这一限制后，v4 更整齐也更深：主干一开始就分支，之后同样的模块分别重复四次、七次、三次，中间用下采样隔开。它展示了没有捷径的 Inception 能走多远。',
  },
  notes: [
    {
      en: 'The documenting text only names this network; it is built from the paper’s figures 3 to 9: 42,679,816 trainable parameters at 1000 classes.',
      zh: '文档只提到了该网络的名字；这里按论文的图 3 至图 9 构建：1000 类时有 42,679,816 个可训练参数。',
    },
  ],
  options: z.strictObject({
    classes: classesOption(1000),
    inputSize: inputSizeOption(299),
    channels: channelsOption(3),
  }),
  training: settling,
  build(options) {
    if (options.inputSize < smallest) return tooSmall({ ...options, title, smallest, because })
    return {
      ok: true,
      tree: chain('inception-v4', [
        imageInput(options),
        stage('stem', 'Stem', stem()),
        stage(
          'inception-a',
          'Inception A ×4',
          repeat(4, (name) => make(moduleA, name, {})),
        ),
        make(reductionA, 'reduction-a', {}),
        stage(
          'inception-b',
          'Inception B ×7',
          repeat(7, (name) => make(moduleB, name, {})),
        ),
        make(reductionB, 'reduction-b', {}),
        stage(
          'inception-c',
          'Inception C ×3',
          repeat(3, (name) => make(moduleC, name, {})),
        ),
        stage('classifier', 'Classifier', [
          layer('pool', 'global-avg-pool-2d'),
          layer('dropout', 'dropout', { rate: 0.2 }),
          softmaxDense(options.classes),
        ]),
      ]),
    }
  },
})

const repeat = (count: number, block: (name: string) => BlockTree): BlockTree[] =>
  Array.from({ length: count }, (_, at) => block(`block${at + 1}`))

/** Figure 3: 299×299×3 to 35×35×384. */
const stem = (): BlockTree[] => [
  convolution('conv1', 32, 3, reduce),
  convolution('conv2', 32, 3, { padding: 'valid' }),
  convolution('conv3', 64, 3),
  beside('mixed1', [maxPool('pool1'), convolution('conv4', 96, 3, reduce)]),
  beside('mixed2', [
    row([convolution('conv5a', 64, 1), convolution('conv5b', 96, 3, { padding: 'valid' })]),
    row([
      convolution('conv6a', 64, 1),
      convolution('conv6b', 64, [7, 1]),
      convolution('conv6c', 64, [1, 7]),
      convolution('conv6d', 96, 3, { padding: 'valid' }),
    ]),
  ]),
  beside('mixed3', [convolution('conv7', 192, 3, reduce), maxPool('pool2')]),
]

const beside = (name: string, branches: BlockTree[]): BlockTree =>
  merge('', branches, layer(name, 'concatenate'), { block: false })
