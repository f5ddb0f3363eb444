import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import type { Built } from '../define.ts'
import { channelsOption, classesOption, depthOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, relu, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { halvesFiveTimes, tooSmall } from '../too-small.ts'
import { denseLayer, growthOption, normalization, transition } from './blocks.ts'

const repeats = { 121: [6, 12, 24, 16], 169: [6, 12, 32, 32], 201: [6, 12, 48, 32] } as const
/** The documenting code's slip: its DenseNet-201 ends with 16 layers. */
const documentedRepeats = { ...repeats, 201: [6, 12, 48, 16] } as const

const options = z.strictObject({
  edition: editionOption,
  depth: depthOption([121, 169, 201], 121),
  growth: growthOption,
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type DenseNetOptions = z.output<typeof options>

const title = { en: 'DenseNet', zh: 'DenseNet' }

export const densenet = defineTemplate({
  id: 'densenet',
  title,
  year: 2016,
  paper: {
    title: 'Densely Connected Convolutional Networks',
    authors: 'G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger',
    url: 'https://arxiv.org/abs/1608.06993',
  },
  recipe: {
    plan: {
      ...{ optimizer: 'momentum', nesterov: true, learningRate: 0.1, weightDecay: 0.0001, decayKind: 'gradient' },
      ...{ schedule: 'step', decayEpochs: 30, epochs: 90 },
    },
    batchSize: 256,
    source: {
      en: 'Huang et al. 2017: SGD with Nesterov momentum 0.9 and weight decay 0.0001 in batches of 256; learning rate 0.1, a tenth after 30 and 60 of 90 epochs.',
      zh: 'Huang 等，2017：SGD，Nesterov 动量 0.9，权重衰减 0.0001，批大小 256；学习率 0.1，第 30、60 轮后降为十分之一，共 90 轮。',
    },
  },
  idea: {
    en: 'ResNet adds what a layer finds to what came before; DenseNet keeps it apart. Within a block every layer sees the outputs of all earlier ones, side by side, and adds only 32 channels of its own. Features are found once and used again, so that few parameters go a long way.',
    zh: 'ResNet 把每层的发现加到之前的结果上，DenseNet 则将其并列保留。块内的每一层都能看到之前所有层的输出，自己只新增 32 个通道。特征只需找到一次便可反复使用，因此少量参数就能发挥很大作用。',
  },
  notes: [
    {
      en: 'Documented: DenseNet-201 ends with a block of 16 layers (15,650,344 parameters); the paper’s has 32 (20,242,984). The other depths are the same in both.',
      zh: '代码版：DenseNet-201 的最后一个块只有 16 层（15,650,344 个参数）；论文为 32 层（20,242,984 个）。其余深度两版相同。',
    },
  ],
  options,
  training: settling,
  build: (options) =>
    options.inputSize < smallest ? tooSmall({ ...options, title, smallest, because: halvesFiveTimes }) : built(options),
})

/** What leaves the last transition two by two places to pool. */
const smallest = 29

function built(options: DenseNetOptions): Built {
  return {
    ok: true,
    tree: chain('densenet', [
      imageInput(options),
      stage('conv1', 'Conv 1', [
        layer('pad', 'zero-padding-2d', { height: [3, 3], width: [3, 3] }),
        layer('conv', 'conv2d', { filters: 64, kernelSize: [7, 7], strides: [2, 2], useBias: false }),
        normalization('bn'),
        relu('relu'),
        layer('pool-pad', 'zero-padding-2d', { height: [1, 1], width: [1, 1] }),
        layer('pool', 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] }),
      ]),
      ...body(options),
      stage('classifier', 'Classifier', [
        normalization('bn'),
        relu('relu'),
        layer('pool', 'global-avg-pool-2d'),
        softmaxDense(options.classes),
      ]),
    ]),
  }
}

/** Dense blocks conv2 … conv5 with a transition to half the channels between two of them. */
function body({ edition, depth, growth }: DenseNetOptions): BlockTree[] {
  const counts = (edition === 'documented' ? documentedRepeats : repeats)[depth]
  let channels = 64
  return counts.flatMap((count, index) => {
    const layers = Array.from({ length: count }, (_, at) => make(denseLayer, `layer${at + 1}`, { growth }))
    const block = stage(`conv${index + 2}`, `Dense block ${index + 1}`, layers)
    channels += count * growth
    if (index === counts.length - 1) return [block]
    channels = Math.floor(channels / 2)
    return [block, { ...make(transition, `pool${index + 2}`, { filters: channels }), title: `Transition ${index + 1}` }]
  })
}
