import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { roundChannels } from '../channels.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, padForStride, softmaxDense, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { convolution, kernelInitializer, mbconv, swish } from './blocks.ts'

/** Width and depth coefficients, native image size and dropout before the classifier. */
const variants = {
  b0: { width: 1.0, depth: 1.0, size: 224, dropout: 0.2 },
  b1: { width: 1.0, depth: 1.1, size: 240, dropout: 0.2 },
  b2: { width: 1.1, depth: 1.2, size: 260, dropout: 0.3 },
  b3: { width: 1.2, depth: 1.4, size: 300, dropout: 0.3 },
  b4: { width: 1.4, depth: 1.8, size: 380, dropout: 0.4 },
  b5: { width: 1.6, depth: 2.2, size: 456, dropout: 0.4 },
  b6: { width: 1.8, depth: 2.6, size: 528, dropout: 0.5 },
  b7: { width: 2.0, depth: 3.1, size: 600, dropout: 0.5 },
} as const
type Variant = keyof typeof variants
const variantIds = Object.keys(variants) as [Variant, ...Variant[]]

/** B0's stages: table 1 of the paper. The first block of each has the stride. */
const stages = [
  { expansion: 1, kernelSize: 3, filters: 16, repeats: 1, strides: 1 },
  { expansion: 6, kernelSize: 3, filters: 24, repeats: 2, strides: 2 },
  { expansion: 6, kernelSize: 5, filters: 40, repeats: 2, strides: 2 },
  { expansion: 6, kernelSize: 3, filters: 80, repeats: 3, strides: 2 },
  { expansion: 6, kernelSize: 5, filters: 112, repeats: 3, strides: 1 },
  { expansion: 6, kernelSize: 5, filters: 192, repeats: 4, strides: 2 },
  { expansion: 6, kernelSize: 3, filters: 320, repeats: 1, strides: 1 },
] as const

/** The drop rate grows evenly from 0 towards this over the blocks. */
const dropConnect = 0.2

const options = z.strictObject({
  edition: editionOption,
  variant: z
    .enum(variantIds)
    .default('b0')
    .meta({
      label: { en: 'Variant', zh: '型号' },
      help: {
        en: 'B0 is the smallest; each next one is deeper, wider and sees larger images.',
        zh: 'B0 最小；型号越大，网络越深、越宽，图像也越大。',
      },
      choices: Object.fromEntries(variantIds.map((id) => [id, { en: id.toUpperCase(), zh: id.toUpperCase() }])),
    }),
  classes: classesOption(1000),
  inputSize: inputSizeOption(224),
  channels: channelsOption(3),
})
type EfficientNetOptions = z.output<typeof options>

export const efficientnet = defineTemplate({
  id: 'efficientnet',
  title: { en: 'EfficientNet', zh: 'EfficientNet' },
  year: 2019,
  paper: {
    title: 'EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks',
    authors: 'M. Tan, Q. V. Le',
    url: 'https://arxiv.org/abs/1905.11946',
  },
  recipe: {
    plan: {
      ...{ optimizer: 'rmsprop', rho: 0.9, rmspropMomentum: 0.9, learningRate: 0.256, weightDecay: 0.00001 },
      ...{ decayKind: 'gradient', schedule: 'step', decayEpochs: 2.4, decayFactor: 0.97 },
    },
    batchSize: 4096,
    source: {
      en: 'Tan and Le 2019: RMSProp with decay and momentum 0.9 and weight decay 0.00001; learning rate 0.256, which their code means for batches of 4,096, times 0.97 every 2.4 epochs.',
      zh: 'Tan 与 Le，2019：RMSProp，衰减与动量均为 0.9，权重衰减 0.00001；学习率 0.256（其代码对应批大小 4,096），每 2.4 轮乘以 0.97。',
    },
  },
  idea: {
    en: 'A search finds one small good network, B0, of inverted residuals that weigh their channels by what the whole image shows. To make it stronger, depth, width and image size all grow together by fixed ratios, rather than one of them alone: B7 is 3.1 times as deep, twice as wide, and sees images of 600×600.',
    zh: '搜索得到一个小而好的网络 B0，由能按整幅图像为通道加权的倒残差块组成。要更强时，深度、宽度与图像尺寸按固定比例一同增长，而不是只增其一：B7 的深度是 3.1 倍，宽度是两倍，图像为 600×600。',
  },
  notes: [
    {
      en: 'Published: each variant has its own image size (224 to 600), and the drop rate stays under 0.2. Documented: 224×224 for all, and a drop rate that counts B0’s blocks only, so that it reaches 0.675 in B7. The counts are the same.',
      zh: '论文版：每个型号有各自的图像尺寸（224 至 600），丢弃率始终低于 0.2。代码版：一律为 224×224，且丢弃率只按 B0 的块数计算，在 B7 中达到 0.675。两版参数量相同。',
    },
    {
      en: 'keras.applications puts rescaling and normalization of the images in front (7 parameters more); here the data’s preparation does that.',
      zh: 'keras.applications 在最前面加入图像的缩放与归一化（多 7 个参数）；这里由数据预处理完成。',
    },
  ],
  options,
  defaults: ({ edition, variant }) =>
    edition === 'documented' || !isVariant(variant) ? {} : { inputSize: variants[variant].size },
  training: settling,
  build: (options) => ({
    ok: true,
    tree: chain('efficientnet', [imageInput(options), ...features(options), classifier(options)]),
  }),
})

const isVariant = (value: unknown): value is Variant => typeof value === 'string' && Object.hasOwn(variants, value)

function features({ variant, edition, inputSize }: EfficientNetOptions): BlockTree[] {
  const { width, depth } = variants[variant]
  const repeatsOf = (repeats: number) => Math.ceil(depth * repeats)
  const counted = stages.map(({ repeats }) => (edition === 'documented' ? repeats : repeatsOf(repeats)))
  const blocks = counted.reduce((sum, count) => sum + count, 0)
  let size = inputSize
  let channels = roundChannels(32 * width)
  let number = 0
  const halve = () => {
    const oddSize = size % 2 === 1
    size = Math.ceil(size / 2)
    return oddSize
  }
  const stem = stage('stem', 'Stem', [
    padForStride('pad', 3, halve()),
    layer('conv', 'conv2d', {
      filters: channels,
      kernelSize: [3, 3],
      strides: [2, 2],
      useBias: false,
      kernelInitializer,
    }),
    layer('bn', 'batch-normalization'),
    swish('swish'),
  ])
  const body = stages.map((row, index) => {
    const parts = Array.from({ length: repeatsOf(row.repeats) }, (_, at) => {
      const filters = roundChannels(row.filters * width)
      const strides = at === 0 ? row.strides : 1
      const block = make(mbconv, `block${String.fromCharCode(97 + at)}`, {
        expanded: row.expansion === 1 ? 0 : row.expansion * channels,
        kernelSize: row.kernelSize,
        squeezed: Math.max(1, Math.trunc(channels / 4)),
        inputs: channels,
        filters,
        strides,
        oddSize: strides === 2 && halve(),
        shortcut: strides === 1 && channels === filters,
        // Without the last digits, which the division was rounded in: a person reads it.
        dropRate: Number(((dropConnect * number) / blocks).toPrecision(12)),
      })
      channels = filters
      number += 1
      return block
    })
    return stage(`stage${index + 1}`, `Stage ${index + 1}`, parts)
  })
  return [stem, ...body]
}

function classifier({ variant, classes }: EfficientNetOptions): BlockTree {
  const { width, dropout } = variants[variant]
  return stage('classifier', 'Classifier', [
    convolution('conv', roundChannels(1280 * width)),
    layer('bn', 'batch-normalization'),
    swish('swish'),
    layer('pool', 'global-avg-pool-2d'),
    layer('dropout', 'dropout', { rate: dropout }),
    // The reference implementation draws it by the number of classes: of a thousand small values, of four far too large ones.
    softmaxDense(classes),
  ])
}
