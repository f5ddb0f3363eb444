import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { defineTemplate } from '../define.ts'
import type { Built } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, softmaxDense, stage } from '../parts.ts'
import { tooSmall } from '../too-small.ts'

const options = z.strictObject({
  edition: editionOption,
  groups: z
    .literal([1, 2])
    .default(1)
    .meta({
      label: { en: 'Groups', zh: '分组数' },
      help: {
        en: '2 splits convolutions 2, 4 and 5 in halves that do not see each other, as on the paper’s two GPUs.',
        zh: '为 2 时，第 2、4、5 个卷积分成互不相见的两半，如同论文中的两块 GPU。',
      },
    }),
  classes: classesOption(1000),
  inputSize: inputSizeOption(227),
  channels: channelsOption(3),
})
type AlexNetOptions = z.output<typeof options>

const title = { en: 'AlexNet', zh: 'AlexNet' }

export const alexnet = defineTemplate({
  id: 'alexnet',
  title,
  year: 2012,
  paper: {
    title: 'ImageNet Classification with Deep Convolutional Neural Networks',
    authors: 'A. Krizhevsky, I. Sutskever, G. E. Hinton',
    url: 'https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.01,
      weightDecay: 0.0005,
      decayKind: 'gradient',
      schedule: 'plateau',
      epochs: 90,
    },
    batchSize: 128,
    source: {
      en: 'Krizhevsky et al. 2012: SGD with momentum 0.9 and weight decay 0.0005 in batches of 128; learning rate 0.01, a tenth whenever the validation error stops improving; about 90 epochs.',
      zh: 'Krizhevsky 等，2012：SGD，动量 0.9，权重衰减 0.0005，批大小 128；学习率 0.01，验证错误率停滞时降为十分之一；约 90 轮。',
    },
  },
  idea: {
    en: 'LeNet’s pattern, grown until it could tell a thousand kinds of photograph apart: five convolutions, three dense layers, sixty million weights. Three things made that trainable in 2012: ReLU instead of tanh, dropout against learning by heart, and two graphics cards.',
    zh: '沿用 LeNet 的结构，并扩大到能够分辨一千类照片：五个卷积层、三个全连接层、六千万个权重。2012 年让它得以训练的有三点：用 ReLU 代替 tanh，用随机失活防止死记硬背，以及两块显卡。',
  },
  notes: [
    {
      en: 'Published: five convolutions and local response normalization, on 227×227 images (the paper writes 224, from which its 55×55 grid does not follow). Documented: the second convolution of 384 filters is missing, there is no local response normalization, and 224×224 images give a 54×54 grid: 49,516,520 parameters against 62,378,344.',
      zh: '论文版：五个卷积层与局部响应归一化，图像为 227×227（论文写作 224，但由此得不到 55×55 的网格）。代码版：缺少第二个 384 卷积核的卷积层，没有局部响应归一化，224×224 的图像得到 54×54 的网格：49,516,520 个参数，论文版为 62,378,344 个。',
    },
    {
      en: 'With two groups, as the paper’s two graphics cards had it, there are 60,965,224 parameters.',
      zh: '像论文那样分两组（两块显卡）时，参数为 60,965,224 个。',
    },
  ],
  // Without normalization Adam's usual thousandth throws it off.
  training: { learningRate: 0.0003 },
  options,
  defaults: ({ edition }) => (edition === 'documented' ? { inputSize: 224 } : {}),
  build: (options) =>
    options.inputSize < smallest
      ? tooSmall({
          ...options,
          title,
          smallest,
          because: {
            en: 'its strides and poolings leave nothing of smaller ones',
            zh: '更小的图像经步幅与池化后一无所剩',
          },
        })
      : built(options),
})

/** What leaves one place for the last pooling. */
const smallest = 67

function built(options: AlexNetOptions): Built {
  const dense = (name: string): LayerTree => layer(name, 'dense', { units: 4096, activation: 'relu' })
  const dropout = (name: string): LayerTree => layer(name, 'dropout', { rate: 0.5 })
  return {
    ok: true,
    tree: chain('alexnet', [
      imageInput(options),
      stage('features', 'Features', options.edition === 'published' ? published(options) : documented()),
      stage('classifier', 'Classifier', [
        layer('flatten', 'flatten'),
        dense('fc6'),
        dropout('drop6'),
        dense('fc7'),
        dropout('drop7'),
        softmaxDense(options.classes),
      ]),
    ]),
  }
}

const pool = (name: string): LayerTree => layer(name, 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] })
const convolution = (name: string, filters: number, kernel: number, rest: Record<string, unknown> = {}): LayerTree =>
  layer(name, 'conv2d', { filters, kernelSize: [kernel, kernel], padding: 'same', activation: 'relu', ...rest })
const first = convolution('conv1', 96, 11, { strides: [4, 4], padding: 'valid' })

function published({ groups }: AlexNetOptions): BlockTree[] {
  // Section 3.3 of the paper: k = 2, n = 5 (two neighbours on either side), α = 10⁻⁴, β = 0.75.
  const response = { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }
  const normalization = (name: string) => layer(name, 'local-response-normalization', response)
  return [
    first,
    normalization('norm1'),
    pool('pool1'),
    convolution('conv2', 256, 5, { groups }),
    normalization('norm2'),
    pool('pool2'),
    convolution('conv3', 384, 3),
    convolution('conv4', 384, 3, { groups }),
    convolution('conv5', 256, 3, { groups }),
    pool('pool5'),
  ]
}

const documented = (): BlockTree[] => [
  first,
  pool('pool1'),
  convolution('conv2', 256, 5),
  pool('pool2'),
  convolution('conv3', 384, 3),
  convolution('conv4', 256, 3),
  pool('pool3'),
]
