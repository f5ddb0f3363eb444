import '../meta.ts'
import { z } from 'zod'

const share = z.number().min(0).max(1)

/**
 * What is done to images between their file and the network. All of it is drawn anew for every example of every epoch,
 * by the run's seed; images that are not trained on are fitted and normalized alone.
 */
export const Augmentation = z.strictObject({
  fit: z
    .enum(['crop', 'stretch', 'pad'])
    .default('crop')
    .meta({
      label: { en: 'Fit to the network', zh: '适应网络尺寸' },
      help: {
        en: 'How an image of another shape is brought to the network’s.',
        zh: '图像形状与网络不同时如何处理。',
      },
      choices: {
        crop: { en: 'Cut the longer sides', zh: '裁去长边' },
        stretch: { en: 'Stretch', zh: '拉伸' },
        pad: { en: 'Pad with black', zh: '用黑色填充' },
      },
    }),
  crop: z
    .enum(['whole', 'random', 'area'])
    .default('whole')
    .meta({
      label: { en: 'Training crop', zh: '训练裁剪' },
      help: {
        en: 'Random crop: the image is resized to a little more than the network takes, and a piece cut out (AlexNet, VGG, ResNet). Area crop: a piece of any area and aspect, resized (Inception).',
        zh: '随机裁剪：先把图像缩放到略大于网络输入，再截取一块（AlexNet、VGG、ResNet）。面积裁剪：截取任意面积与宽高比的一块后缩放（Inception）。',
      },
      choices: {
        whole: { en: 'None', zh: '不裁剪' },
        random: { en: 'Random crop', zh: '随机裁剪' },
        area: { en: 'Area crop', zh: '面积裁剪' },
      },
    }),
  scaleFrom: z
    .number()
    .min(1)
    .max(4)
    .default(256 / 224)
    .meta({
      label: { en: 'Resize from', zh: '缩放下限' },
      help: {
        en: 'Random crop: the image’s shorter side in sides of the network. 256 for 224 is 1.143.',
        zh: '随机裁剪：图像短边与网络边长之比。224 取 256 即为 1.143。',
      },
    }),
  scaleTo: z
    .number()
    .min(1)
    .max(4)
    .default(256 / 224)
    .meta({
      label: { en: 'Resize to', zh: '缩放上限' },
      help: {
        en: 'Larger than “Resize from” for several scales, as VGG and ResNet did: 256 to 480 for 224 is 1.143 to 2.143.',
        zh: '大于“缩放下限”即为多尺度训练，如 VGG 与 ResNet：224 取 256 至 480 即为 1.143 至 2.143。',
      },
    }),
  areaFrom: z
    .number()
    .min(0.01)
    .max(1)
    .default(0.08)
    .meta({
      label: { en: 'Smallest area', zh: '最小面积' },
      help: { en: 'Area crop: the least share of the image.', zh: '面积裁剪：至少占图像的比例。' },
    }),
  flip: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'Mirror', zh: '水平翻转' },
      help: { en: 'Left and right change places in every second image.', zh: '随机左右翻转一半的图像。' },
    }),
  brightness: share.default(0).meta({
    label: { en: 'Brightness', zh: '亮度' },
    help: { en: 'Each may change by this share, either way.', zh: '亮度随机增减的最大比例。' },
  }),
  contrast: share.default(0).meta({
    label: { en: 'Contrast', zh: '对比度' },
    help: { en: 'Around the image’s mean brightness.', zh: '以图像平均亮度为中心。' },
  }),
  saturation: share.default(0).meta({
    label: { en: 'Saturation', zh: '饱和度' },
    help: { en: 'Between the colours and their grey.', zh: '在彩色与灰度之间。' },
  }),
  hue: z
    .number()
    .min(0)
    .max(0.5)
    .default(0)
    .meta({
      label: { en: 'Hue', zh: '色相' },
      help: { en: 'In turns of the colour circle, either way.', zh: '在色环上旋转的最大圈数，双向。' },
    }),
  /** Subtracted from values in [0, 1]: one for the whole dataset, or one a channel. */
  mean: z
    .array(z.number().min(-1000).max(1000))
    .min(1)
    .max(4)
    .default([0])
    .meta({
      label: { en: 'Mean', zh: '均值' },
      help: { en: 'Subtracted; one number, or one a channel.', zh: '减去的值；一个数，或每个通道一个。' },
    }),
  /** What is left is divided by these: one, or one a channel. */
  deviation: z
    .array(z.number().positive().max(1000))
    .min(1)
    .max(4)
    .default([1])
    .meta({
      label: { en: 'Deviation', zh: '标准差' },
      help: { en: 'Divided by; one number, or one a channel.', zh: '除以的值；一个数，或每个通道一个。' },
    }),
})
export type Augmentation = z.output<typeof Augmentation>

/** What is done to images where a plan says nothing: they are fitted, and their values lie in [0, 1]. */
export const plain: Augmentation = Augmentation.parse({})

/** Normalizations by name, of values in [0, 1]. */
export const normalizations = {
  none: { label: { en: 'None: 0 to 1', zh: '不归一化：0 到 1' }, mean: [0], deviation: [1] },
  centred: { label: { en: '−1 to 1', zh: '−1 到 1' }, mean: [0.5], deviation: [0.5] },
  bytes: { label: { en: '0 to 255', zh: '0 到 255' }, mean: [0], deviation: [1 / 255] },
  imagenet: {
    label: { en: 'ImageNet', zh: 'ImageNet' },
    mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225],
  },
  /** Of 0 to 255 the mean of ImageNet's colours is taken, and no more: VGG and ResNet, as trained with Caffe. */
  caffe: {
    label: { en: 'ImageNet’s mean (Caffe)', zh: '减均值（Caffe）' },
    mean: [123.68 / 255, 116.779 / 255, 103.939 / 255],
    deviation: [1 / 255],
  },
  mnist: { label: { en: 'MNIST', zh: 'MNIST' }, mean: [0.1307], deviation: [0.3081] },
  cifar10: {
    label: { en: 'CIFAR-10', zh: 'CIFAR-10' },
    mean: [0.4914, 0.4822, 0.4465],
    deviation: [0.247, 0.2435, 0.2616],
  },
} as const
export type Normalization = keyof typeof normalizations
export const normalizationNames = Object.keys(normalizations) as [Normalization, ...Normalization[]]
