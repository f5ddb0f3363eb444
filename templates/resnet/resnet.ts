import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, depthOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, pooledClassifier, relu, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { basic, bottleneck, convolution } from './blocks.ts'

/** How many blocks conv2 … conv5 have, by depth; two layers a block up to 34, three from 50 on. */
const repeats = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const

const options = z.strictObject({
  edition: editionOption,
  depth: depthOption([18, 34, 50, 101, 152], 50),
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type ResNetOptions = z.output<typeof options>

export const resnet = defineTemplate({
  id: 'resnet',
  title: { en: 'ResNet', zh: 'ResNet' },
  year: 2015,
  paper: {
    title: 'Deep Residual Learning for Image Recognition',
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  recipe: {
    plan: {
      optimizer: 'momentum',
      learningRate: 0.1,
      weightDecay: 0.0001,
      decayKind: 'gradient',
      schedule: 'plateau',
      epochs: 120,
    },
    batchSize: 256,
    source: {
      en: 'He et al. 2015: SGD with momentum 0.9 and weight decay 0.0001 in batches of 256; learning rate 0.1, a tenth whenever the error stops improving; up to 600,000 steps, which are 120 epochs of ImageNet.',
      zh: 'He 等，2015：SGD，动量 0.9，权重衰减 0.0001，批大小 256；学习率 0.1，错误率停滞时降为十分之一；至多 60 万步，相当于 ImageNet 的 120 轮。',
    },
  },
  idea: {
    en: 'Plain networks get worse when they get deeper, because a signal has to pass every layer. Here each block only learns what to add to its input, and the input itself goes on by a shortcut: a block that has nothing to add can stay silent, and gradients reach the first layers undiminished. That made networks of 152 layers trainable.',
    zh: '普通网络加深后反而变差，因为信号必须逐层通过。这里的每个块只学习要加到输入上的部分，输入本身经由捷径直接传递：没有可补充的块可以保持沉默，梯度也能不衰减地到达最前面的层。152 层的网络由此变得可以训练。',
  },
  notes: [
    {
      en: 'Documented: no ReLU after the 3×3 convolutions and after the first convolution, Keras’s usual batch-normalization epsilon (0.001), and “same” padding at the start. Published: ReLU everywhere, epsilon 1.001e-5, and padding by hand, as keras.applications has it. The counts are the same, the function is not.',
      zh: '代码版：3×3 卷积与首个卷积之后没有 ReLU，批归一化使用 Keras 默认的 epsilon（0.001），开头采用 “same” 填充。论文版：各处均有 ReLU，epsilon 为 1.001e-5，并手动填充，与 keras.applications 一致。两版参数量相同，但函数不同。',
    },
  ],
  options,
  // Adam's usual thousandth makes the loss rise in the first steps before it falls.
  training: { ...settling, learningRate: 0.0003 },
  build: (options) => ({
    ok: true,
    tree: chain('resnet', [
      imageInput(options),
      stem(options),
      ...repeats[options.depth].map((count, index) => blocks(index, count, options)),
      pooledClassifier(options.classes),
    ]),
  }),
})

/** 7×7 and pooling: a quarter of the size before the first block. */
function stem({ edition }: ResNetOptions): BlockTree {
  const documented = edition === 'documented'
  const first = { filters: 64, kernelSize: [7, 7] as [number, number], strides: 2 }
  const pool = { poolSize: [3, 3], strides: [2, 2] }
  const parts = documented
    ? [...convolution('', first, { documented }), layer('pool', 'max-pool-2d', { ...pool, padding: 'same' })]
    : [
        layer('pad', 'zero-padding-2d', { height: [3, 3], width: [3, 3] }),
        ...convolution('', { ...first, padding: 'valid' }, { documented }),
        relu('relu'),
        layer('pool-pad', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
        layer('pool', 'max-pool-2d', pool),
      ]
  return stage('conv1', 'Conv 1', parts)
}

/** conv2 … conv5. The first block halves the size (but not in conv2) and changes the channels. */
function blocks(index: number, count: number, { depth, edition }: ResNetOptions): BlockTree {
  const kind = depth < 50 ? basic : bottleneck
  const parts = Array.from({ length: count }, (_, at) =>
    make(kind, `block${at + 1}`, {
      filters: 64 * 2 ** index,
      strides: at === 0 && index > 0 ? 2 : 1,
      projection: at === 0 && (index > 0 || kind === bottleneck),
      documented: edition === 'documented',
    }),
  )
  return stage(`conv${index + 2}`, `Conv ${index + 2}`, parts)
}
