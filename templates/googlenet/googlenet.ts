import { z } from 'zod'
import { aside, chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, row, softmaxDense, stage } from '../parts.ts'
import { tooSmall } from '../too-small.ts'
import { convolution, inception } from './blocks.ts'

/** 1×1, 3×3 reduce, 3×3, 5×5 reduce, 5×5 and pool projection of each module: table 1 of the paper. */
const modules = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
} as const

/** The auxiliary heads pool 5×5 places of a grid that is a sixteenth of the image. */
const smallestWithHeads = 65

const options = z.strictObject({
  edition: editionOption,
  auxiliary: z
    .boolean()
    .default(true)
    .meta({
      label: { en: 'Auxiliary heads', zh: '辅助分类器' },
      help: {
        en: 'Two small classifiers half-way that bring gradients to the early layers while training.',
        zh: '中途的两个小分类器，训练时把梯度送到靠前的层。',
      },
    }),
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type GoogLeNetOptions = z.output<typeof options>

export const googlenet = defineTemplate({
  id: 'googlenet',
  title: { en: 'GoogLeNet (Inception v1)', zh: 'GoogLeNet（Inception v1）' },
  year: 2014,
  paper: {
    title: 'Going Deeper with Convolutions',
    authors: 'C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich',
    url: 'https://arxiv.org/abs/1409.4842',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.0015,
      schedule: 'step',
      decayEpochs: 8,
      decayFactor: 0.96,
      auxiliaryWeight: 0.3,
    },
    batchSize: 32,
    source: {
      en: 'Szegedy et al. 2014: SGD with momentum 0.9, the learning rate 4% lower every 8 epochs, auxiliary heads count 0.3. The paper leaves out where it begins; Ioffe and Szegedy 2015 give 0.0015, in batches of 32.',
      zh: 'Szegedy 等，2014：SGD，动量 0.9，学习率每 8 轮降低 4%，辅助分类器权重 0.3。论文未给出初始学习率；Ioffe 与 Szegedy（2015）给出 0.0015，批大小 32。',
    },
  },
  idea: {
    en: 'Which kernel size is right for a layer? All of them: each module looks with 1×1, 3×3 and 5×5 kernels and a pooling at once and puts the results side by side. 1×1 convolutions shrink the channels before the large kernels, so that 22 layers need a twelfth of AlexNet’s parameters. Two extra classifiers half-way help it train.',
    zh: '一层该用多大的卷积核？全都用上：每个模块同时用 1×1、3×3、5×5 卷积核和池化观察，再把结果并列。大卷积核之前先用 1×1 卷积压缩通道，因此 22 层只需 AlexNet 十二分之一的参数。中途的两个附加分类器有助于训练。',
  },
  notes: [
    {
      en: 'Published: 64 filters in the 5×5 of module 4d, pooling before its 1×1 projection, and local response normalization around the second convolution: 13,378,280 parameters with both auxiliary heads, 6,998,552 without. Documented: 48 filters in 4d, the projection before the pooling, no normalization: 13,354,200.',
      zh: '论文版：4d 模块的 5×5 有 64 个卷积核，池化分支先池化后投影，第二个卷积前后有局部响应归一化；含两个辅助分类器共 13,378,280 个参数，不含为 6,998,552 个。代码版：4d 为 48 个卷积核，先投影后池化，没有归一化，共 13,354,200 个参数。',
    },
    {
      en: 'The documenting code always has 1000 classes in its heads; here the option counts.',
      zh: '文档代码的分类器固定为 1000 类；这里以“类别数”选项为准。',
    },
  ],
  // Without normalization Adam's usual thousandth throws it off.
  training: { learningRate: 0.0003 },
  options,
  build(options) {
    const { inputSize, auxiliary } = options
    if (auxiliary && inputSize < smallestWithHeads) {
      return tooSmall({
        title: { en: 'GoogLeNet with auxiliary heads', zh: '带辅助分类器的 GoogLeNet' },
        inputSize,
        smallest: smallestWithHeads,
        because: { en: 'leave the heads out for smaller ones', zh: '图像更小时请去掉辅助分类器' },
      })
    }
    return {
      ok: true,
      tree: chain('googlenet', [imageInput(options), stem(options), ...body(options), classifier(options.classes)]),
    }
  },
})

/** Zeros by hand, so that each pooling halves the size and rounds up. */
const halve = (name: string): BlockTree =>
  row([
    layer(`${name}-pad`, 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
    layer(name, 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] }),
  ])

function stem({ edition }: GoogLeNetOptions): BlockTree {
  // The paper gives no values; these are its reference model's in Caffe, where alpha is divided by the 5 channels.
  const response = { depthRadius: 2, bias: 1, alpha: 2e-5, beta: 0.75 }
  const normalization = (name: string): LayerTree[] =>
    edition === 'published' ? [layer(name, 'local-response-normalization', response)] : []
  return stage('stem', 'Stem', [
    convolution('conv1', 64, 7, { strides: [2, 2] }),
    halve('pool1'),
    ...normalization('norm1'),
    convolution('conv2-reduce', 64, 1),
    convolution('conv2', 192, 3),
    ...normalization('norm2'),
    halve('pool2'),
  ])
}

function body({ edition, auxiliary, classes }: GoogLeNetOptions): BlockTree[] {
  const documented = edition === 'documented'
  const module = (id: keyof typeof modules) => {
    const [one, threeReduce, three, fiveReduce, five, poolProjection] = modules[id]
    const options = { one, threeReduce, three, fiveReduce, poolProjection, convolveFirst: documented }
    const made = make(inception, id, { ...options, five: documented && id === '4d' ? 48 : five })
    return { ...made, title: `Inception ${id}` }
  }
  const head = (name: string) => (auxiliary ? [aside(auxiliaryHead(name, classes))] : [])
  return [
    stage('inception3', 'Inception 3', [module('3a'), module('3b'), halve('pool3')]),
    stage('inception4', 'Inception 4', [
      module('4a'),
      ...head('auxiliary1'),
      module('4b'),
      module('4c'),
      module('4d'),
      ...head('auxiliary2'),
      module('4e'),
      halve('pool4'),
    ]),
    stage('inception5', 'Inception 5', [module('5a'), module('5b')]),
  ]
}

const auxiliaryHead = (name: string, classes: number): BlockTree =>
  stage(name, 'Auxiliary head', [
    layer('pool', 'avg-pool-2d', { poolSize: [5, 5], strides: [3, 3] }),
    convolution('conv', 128, 1),
    layer('flatten', 'flatten'),
    layer('fc', 'dense', { units: 1024, activation: 'relu' }),
    layer('dropout', 'dropout', { rate: 0.7 }),
    softmaxDense(classes),
  ])

const classifier = (classes: number): BlockTree =>
  stage('classifier', 'Classifier', [
    layer('pool', 'global-avg-pool-2d'),
    layer('dropout', 'dropout', { rate: 0.4 }),
    softmaxDense(classes),
  ])
