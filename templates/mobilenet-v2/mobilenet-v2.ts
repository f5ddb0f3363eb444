import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { roundChannels } from '../channels.ts'
import { defineTemplate } from '../define.ts'
import { alphaOption, channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, padForStride, relu6, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { inverted, normalization } from './blocks.ts'

/** Table 2 of the paper: expansion, filters, repeats and stride of the first block. */
const stages = [
  { expansion: 1, filters: 16, repeats: 1, strides: 1 },
  { expansion: 6, filters: 24, repeats: 2, strides: 2 },
  { expansion: 6, filters: 32, repeats: 3, strides: 2 },
  { expansion: 6, filters: 64, repeats: 4, strides: 2 },
  { expansion: 6, filters: 96, repeats: 3, strides: 1 },
  { expansion: 6, filters: 160, repeats: 3, strides: 2 },
  { expansion: 6, filters: 320, repeats: 1, strides: 1 },
] as const

const options = z.strictObject({
  edition: editionOption,
  alpha: alphaOption,
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type MobileNetV2Options = z.output<typeof options>

export const mobilenetV2 = defineTemplate({
  id: 'mobilenet-v2',
  title: { en: 'MobileNet v2', zh: 'MobileNet v2' },
  year: 2018,
  paper: {
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks',
    authors: 'M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen',
    url: 'https://arxiv.org/abs/1801.04381',
  },
  recipe: {
    plan: {
      ...{ optimizer: 'rmsprop', rho: 0.9, rmspropMomentum: 0.9, learningRate: 0.045, weightDecay: 0.00004 },
      ...{ decayKind: 'gradient', schedule: 'step', decayEpochs: 1, decayFactor: 0.98 },
    },
    batchSize: 96,
    source: {
      en: 'Sandler et al. 2018: RMSProp with decay and momentum 0.9 and weight decay 0.00004 in batches of 96 on each of 16 GPUs; learning rate 0.045, times 0.98 every epoch.',
      zh: 'Sandler 等，2018：RMSProp，衰减与动量均为 0.9，权重衰减 0.00004，16 块 GPU 各用批大小 96；学习率 0.045，每轮乘以 0.98。',
    },
  },
  top1: 71.8,
  idea: {
    en: 'What matters about an image fits into few channels; what a non-linearity needs is many. So each block expands a narrow tensor, filters the wide one depthwise, where that is cheap, and projects it back without a ReLU, which would destroy what few channels hold. Shortcuts join the narrow ends, the reverse of ResNet’s bottleneck.',
    zh: '图像的要点用少量通道就能装下，而非线性需要很多通道。因此每个块先扩展窄张量，在宽的地方做廉价的逐通道卷积，再不经 ReLU 投影回去，因为 ReLU 会破坏少量通道中的信息。捷径连接两个窄端，与 ResNet 的瓶颈正好相反。',
  },
  notes: [
    {
      en: 'Top-1 on ImageNet at 224×224, as the documenting text gives it: 75.0% with alpha 1.4, 74.4% with 1.3, 71.8% with 1, 69.8% with 0.75, 65.4% with 0.5, 60.3% with 0.35. With alpha 1: 70.7% at 192×192, 68.8% at 160, 65.3% at 128, 60.3% at 96.',
      zh: '文档给出的 ImageNet top-1（224×224）：α 为 1.4 时 75.0%，1.3 时 74.4%，1 时 71.8%，0.75 时 69.8%，0.5 时 65.4%，0.35 时 60.3%。α 为 1 时：192×192 为 70.7%，160 为 68.8%，128 为 65.3%，96 为 60.3%。',
    },
    {
      en: 'Both editions are the same network, that of keras.applications. The parameter column of the text’s table leaves batch normalization out.',
      zh: '两个版本是同一个网络，与 keras.applications 一致。文档表格的参数一栏没有计入批归一化。',
    },
  ],
  options,
  training: settling,
  build: (options) => ({
    ok: true,
    tree: chain('mobilenet-v2', [imageInput(options), ...features(options), classifier(options)]),
  }),
})

function features({ alpha, inputSize }: MobileNetV2Options): BlockTree[] {
  let size = inputSize
  let channels = roundChannels(32 * alpha)
  let number = 0
  const halve = () => {
    const oddSize = size % 2 === 1
    size = Math.ceil(size / 2)
    return oddSize
  }
  const stem = stage('stem', 'Conv 1', [
    padForStride('pad', 3, halve()),
    convolution(channels, { kernelSize: [3, 3], strides: [2, 2] }),
    normalization('bn'),
    relu6('relu'),
  ])
  const body = stages.map((row, index) => {
    const blocks = Array.from({ length: row.repeats }, (_, at) => {
      const filters = roundChannels(Math.floor(row.filters * alpha))
      const strides = at === 0 ? row.strides : 1
      const block = make(inverted, `block${number}`, {
        expanded: row.expansion === 1 ? 0 : row.expansion * channels,
        filters,
        strides,
        oddSize: strides === 2 && halve(),
        shortcut: strides === 1 && channels === filters,
      })
      channels = filters
      number += 1
      return block
    })
    return stage(`stage${index + 1}`, `Stage ${index + 1}`, blocks)
  })
  return [stem, ...body]
}

const convolution = (filters: number, rest: Record<string, unknown>): LayerTree =>
  layer('conv', 'conv2d', { filters, useBias: false, ...rest })

/** Above alpha 1 the last convolution grows too; below it stays, so that the classifier keeps its 1280 channels. */
const classifier = ({ alpha, classes }: MobileNetV2Options): BlockTree =>
  stage('classifier', 'Classifier', [
    convolution(alpha > 1 ? roundChannels(1280 * alpha) : 1280, { kernelSize: [1, 1] }),
    normalization('bn'),
    relu6('relu'),
    layer('pool', 'global-avg-pool-2d'),
    softmaxDense(classes),
  ])
