import '../src-core/meta.ts'
import { z } from 'zod'

/** The options that the templates share, so that they are called and limited alike everywhere. */

export const editionOption = z
  .enum(['published', 'documented'])
  .default('published')
  .meta({
    label: { en: 'Edition', zh: '版本' },
    help: {
      en: 'The network of the paper, or the one that the documenting code builds.',
      zh: '论文中的网络，或文档代码所构建的网络。',
    },
    choices: {
      published: { en: 'Published (the paper)', zh: '论文版' },
      documented: { en: 'Documented (the code)', zh: '代码版' },
    },
  })

export const classesOption = (start: number) =>
  z
    .int()
    .min(2)
    .max(100_000)
    .default(start)
    .meta({
      label: { en: 'Classes', zh: '类别数' },
      help: { en: 'How many kinds of image it tells apart.', zh: '网络要区分的图像类别数。' },
    })

export const inputSizeOption = (start: number) =>
  z
    .int()
    .min(1)
    .max(4_096)
    .default(start)
    .meta({
      label: { en: 'Input size', zh: '输入尺寸' },
      help: { en: 'Height and width of the images, in pixels.', zh: '图像的高与宽（像素）。' },
    })

export const channelsOption = (start: number) =>
  z
    .int()
    .min(1)
    .max(64)
    .default(start)
    .meta({
      label: { en: 'Channels', zh: '通道数' },
      help: { en: '1 for grey images, 3 for colour.', zh: '灰度图像为 1，彩色图像为 3。' },
    })

/** Filters of a block's convolutions. */
export const filtersOption = (start: number) =>
  z
    .int()
    .min(1)
    .max(65_536)
    .default(start)
    .meta({
      label: { en: 'Filters', zh: '卷积核数量' },
      help: { en: 'How many channels its convolutions give.', zh: '卷积输出的通道数。' },
    })

/** How far a block's first convolution steps, both ways. */
export const strideOption = z
  .int()
  .min(1)
  .max(8)
  .default(1)
  .meta({
    label: { en: 'Stride', zh: '步幅' },
    help: { en: '2 halves height and width.', zh: '为 2 时高与宽减半。' },
  })

/** One of the depths that a paper describes, in layers with weights. */
export const depthOption = <D extends number>(depths: readonly D[], start: NoInfer<D>) =>
  z
    .literal(depths)
    .default(start as never)
    .meta({
      label: { en: 'Depth', zh: '深度' },
      help: { en: 'Layers with weights, as the paper counts them.', zh: '按论文的计法，带权重的层数。' },
    })

/** MobileNet's width multiplier: every layer's filters times this. */
export const alphaOption = z
  .number()
  .positive()
  .max(16)
  .default(1)
  .meta({
    label: { en: 'Width (alpha)', zh: '宽度系数（α）' },
    help: {
      en: 'Multiplies the channels of every layer: 0.5 needs about a quarter of the work.',
      zh: '乘在每一层的通道数上：0.5 约需四分之一的计算量。',
    },
  })

/** Whether a strided block meets an image of odd size: only then zeros go on all four sides. */
export const oddSizeOption = z
  .boolean()
  .default(false)
  .meta({
    label: { en: 'Odd input size', zh: '输入尺寸为奇数' },
    help: {
      en: 'Decides where a stride of 2 puts its zeros, as keras.applications does.',
      zh: '决定步幅为 2 时零填充的位置，与 keras.applications 一致。',
    },
  })

/** Whether a block's shortcut goes through a 1×1 convolution. */
export const projectionOption = z
  .boolean()
  .default(true)
  .meta({
    label: { en: 'Projection', zh: '投影捷径' },
    help: {
      en: 'The shortcut goes through a 1×1 convolution, which it must where size or channels change.',
      zh: '捷径经过 1×1 卷积；尺寸或通道数改变时必须如此。',
    },
  })
