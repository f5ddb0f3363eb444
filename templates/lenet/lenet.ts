import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import { defineTemplate } from '../define.ts'
import type { Built } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { tooSmall } from '../too-small.ts'

const options = z.strictObject({
  edition: editionOption,
  classes: classesOption(10),
  inputSize: inputSizeOption(32),
  channels: channelsOption(1),
})
type LeNetOptions = z.output<typeof options>

export const lenet = defineTemplate({
  id: 'lenet',
  title: { en: 'LeNet-5', zh: 'LeNet-5' },
  year: 1998,
  paper: {
    title: 'Gradient-Based Learning Applied to Document Recognition',
    authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner',
    url: 'https://doi.org/10.1109/5.726791',
  },
  idea: {
    en: 'Look at a digit through small windows that share their weights, halve the picture, and look again: strokes first, then corners and loops, at last whole digits. Sharing weights keeps it at about 60,000 parameters, few enough to learn from examples on a computer of its time, and most networks since have kept the pattern of convolution, pooling and a dense end.',
    zh: '用共享权重的小窗口观察数字，缩小一半后再看一遍：先看到笔画，再看到拐角和圆圈，最后认出整个数字。共享权重使参数只有约 6 万个，当年的计算机就能从样本中学会；“卷积、池化、末端全连接”的结构也一直沿用至今。',
  },
  notes: [
    {
      en: 'Published: valid 5×5 convolutions of 6, 16 and 120 filters, average pooling, tanh, dense 84: 61,706 parameters. Documented: “same” convolutions of 6 and 16 filters, max pooling, ReLU, dense 500: 520,082 parameters.',
      zh: '论文版：6、16、120 个卷积核的 5×5 无填充卷积，平均池化，tanh，84 单元全连接层，共 61,706 个参数。代码版：6、16 个卷积核的 “same” 卷积，最大池化，ReLU，500 单元全连接层，共 520,082 个参数。',
    },
    {
      en: 'The 1998 pooling has a learned scale and shift for each map (44 parameters in all) and a squashing function after it; here it only averages.',
      zh: '1998 年的池化层为每个特征图设有可学习的缩放与偏移（共 44 个参数），其后还有压缩函数；这里只取平均值。',
    },
    {
      en: 'In the paper each map of C3 sees only some of the six maps of S2, by a table (1,516 parameters); here every map sees all six (2,416).',
      zh: '论文中 C3 的每个特征图按一张表只连接 S2 六个特征图中的一部分（1,516 个参数）；这里全部相连（2,416 个）。',
    },
    {
      en: 'The paper scales its tanh to 1.7159 · tanh(2x / 3) and compares F6 with drawn 7×12 digits (radial basis functions); here it is plain tanh and softmax, so that the usual cross-entropy trains it.',
      zh: '论文使用缩放后的 1.7159 · tanh(2x / 3)，并把 F6 与 7×12 的数字图案比较（径向基函数）；这里使用普通的 tanh 与 softmax，以便用常见的交叉熵训练。',
    },
  ],
  options,
  // Its tanh units learn slowly by small steps: after one epoch of MNIST this reaches 0.975 where Adam at 0.001 has 0.965.
  training: { optimizer: 'momentum', learningRate: 0.05 },
  build: (options) => (options.edition === 'published' ? published(options) : documented(options)),
})

/** Layers have the paper's names: C for convolution, S for subsampling, F for fully connected. */
function published({ classes, inputSize, channels }: LeNetOptions): Built {
  if (inputSize < 32) {
    return tooSmall({
      title: { en: 'The published LeNet-5', zh: '论文版 LeNet-5' },
      inputSize,
      smallest: 32,
      because: {
        en: 'after two halvings a last 5×5 kernel must still fit',
        zh: '两次减半之后还须容得下最后一个 5×5 卷积核',
      },
    })
  }
  const convolution = (name: string, filters: number) =>
    layer(name, 'conv2d', { filters, kernelSize: [5, 5], activation: 'tanh' })
  return {
    ok: true,
    tree: chain('lenet', [
      layer('input', 'input', { shape: [inputSize, inputSize, channels] }),
      chain(
        'features',
        [
          convolution('c1', 6),
          layer('s2', 'avg-pool-2d', { poolSize: [2, 2] }),
          convolution('c3', 16),
          layer('s4', 'avg-pool-2d', { poolSize: [2, 2] }),
          convolution('c5', 120),
        ],
        { title: 'Features' },
      ),
      chain(
        'classifier',
        [
          layer('flatten', 'flatten'),
          layer('f6', 'dense', { units: 84, activation: 'tanh' }),
          layer('predictions', 'dense', { units: classes, activation: 'softmax' }),
        ],
        { title: 'Classifier' },
      ),
    ]),
  }
}

/** As the documenting code builds it. */
function documented({ classes, inputSize, channels }: LeNetOptions): Built {
  if (inputSize < 4) {
    return tooSmall({
      title: { en: 'This LeNet-5', zh: '该 LeNet-5' },
      inputSize,
      smallest: 4,
      because: { en: 'it halves them twice', zh: '图像会被减半两次' },
    })
  }
  const convolution = (name: string, filters: number) =>
    layer(name, 'conv2d', { filters, kernelSize: [5, 5], padding: 'same', activation: 'relu' })
  const pool = (name: string) => layer(name, 'max-pool-2d', { poolSize: [2, 2], strides: [2, 2] })
  return {
    ok: true,
    tree: chain('lenet', [
      layer('input', 'input', { shape: [inputSize, inputSize, channels] }),
      chain('features', [convolution('conv1', 6), pool('pool1'), convolution('conv2', 16), pool('pool2')], {
        title: 'Features',
      }),
      chain(
        'classifier',
        [
          layer('flatten', 'flatten'),
          layer('dense1', 'dense', { units: 500, activation: 'relu' }),
          layer('predictions', 'dense', { units: classes, activation: 'softmax' }),
        ],
        { title: 'Classifier' },
      ),
    ]),
  }
}
