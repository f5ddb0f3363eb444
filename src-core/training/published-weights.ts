import { z } from 'zod'
import type { LoomDocument } from '../document/schema.ts'
import type { Text } from '../text.ts'
import { normalizationNames, normalizations, plain } from './augmentation.ts'
import type { Normalization } from './augmentation.ts'
import type { CarryOver } from './carry-over.ts'
import type { Plan } from './plan.ts'
import { channelOrders } from './plan/start.ts'
import { stemOf } from './stem.ts'

/** Weights that keras.applications publishes, with the images that they know. */
export const Published = z.strictObject({
  /** The networks that these values are for. */
  network: z.string(),
  /** What it is known by: the file's name, which others seldom have, or layers as keras.applications names them. */
  by: z.enum(['file', 'layers']),
  normalization: z.enum(normalizationNames),
  /** In which order the file's first kernels take the colours. */
  channels: z.enum(channelOrders),
})
export type Published = z.output<typeof Published>

/** A network of keras.applications. */
interface Origin {
  network: string
  file: RegExp
  /** A layer that no other of these networks has; Inception v3 has none but such as Keras numbers. */
  layer?: RegExp
  /** What its `preprocess_input` makes of images; EfficientNet's layers do the same within the network. */
  values: keyof typeof modes
}

/** The networks whose weights fit our templates; names and values are those of Keras 3's sources. */
const origins: readonly Origin[] = [
  { network: 'VGG', file: /^vgg1[69]_weights_tf_/, layer: /^block5_conv3$/, values: 'caffe' },
  {
    network: 'ResNet',
    file: /^resnet(50|101|152)_weights_tf_/,
    layer: /^(conv2_block1_3_bn|res2a_branch2c)$/,
    values: 'caffe',
  },
  {
    network: 'ResNet v2',
    file: /^resnet(50|101|152)v2_weights_tf_/,
    layer: /^conv2_block1_preact_bn$/,
    values: 'tf',
  },
  {
    network: 'MobileNet',
    file: /^mobilenet_(1_0|7_5|5_0|2_5)_\d+_tf(_no_top)?\./,
    layer: /^conv_dw_1$/,
    values: 'tf',
  },
  { network: 'MobileNet v2', file: /^mobilenet_v2_weights_tf_/, layer: /^expanded_conv_depthwise$/, values: 'tf' },
  {
    network: 'DenseNet',
    file: /^densenet(121|169|201)_weights_tf_/,
    layer: /^pool2_conv$/,
    values: 'torch',
  },
  { network: 'Inception v3', file: /^inception_v3_weights_tf_/, values: 'tf' },
  { network: 'Inception-ResNet v2', file: /^inception_resnet_v2_weights_tf_/, layer: /^conv_7b$/, values: 'tf' },
  { network: 'Xception', file: /^xception_weights_tf_/, layer: /^block2_sepconv1$/, values: 'tf' },
  { network: 'EfficientNet', file: /^efficientnetb[0-7](_notop)?\./, layer: /^block1a_dwconv$/, values: 'torch' },
]

const namedBy = (file: string) => origins.find((origin) => origin.file.test(file.toLowerCase()))

/** Whether keras.applications gives such a name, without folders, to the weights that it downloads. */
export const isPublishedFile = (file: string): boolean => namedBy(file) !== undefined

/** Keras's modes of `preprocess_input`: values in the order of ours, red first. */
const modes = {
  caffe: { normalization: 'caffe', channels: 'bgr' },
  tf: { normalization: 'centred', channels: 'rgb' },
  torch: { normalization: 'imagenet', channels: 'rgb' },
} as const

/**
 * What images a network wants with the weights that it begins with, where they seem to be keras.applications'; nothing
 * where its first kernel begins anew.
 *
 * @param file its name, without folders
 * @param layers the names of those in the file
 */
export function publishedAs(
  { file, layers }: { file: string; layers: readonly string[] },
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  { kept }: CarryOver,
): Published | undefined {
  const named = namedBy(file)
  const origin = named ?? origins.find(({ layer }) => layer && layers.some((name) => layer.test(name)))
  if (!origin) return undefined
  const { convolutions, rescales } = stemOf(document)
  const keeps = (id: string) => kept.some(({ layer, weights }) => layer === id && weights.includes('kernel'))
  if (convolutions.length === 0 || !convolutions.every(keeps)) return undefined
  const { normalization, channels } = modes[origin.values]
  return {
    network: origin.network,
    by: named ? 'file' : 'layers',
    // A network that brings images to such values itself takes them as they are.
    normalization: rescales ? 'bytes' : normalization,
    channels,
  }
}

/** What a plan says where images are to have the values that published weights know. */
export function asPublished(
  plan: Pick<Plan, 'augmentation'>,
  { normalization, channels }: Pick<Published, 'normalization' | 'channels'>,
): Required<Pick<Plan, 'augmentation' | 'fromChannels'>> {
  const { mean, deviation } = normalizations[normalization]
  const augmentation = { ...(plan.augmentation ?? plain), mean: [...mean], deviation: [...deviation] }
  return { augmentation, fromChannels: channels }
}

/** Says whose weights a file seems to hold, why, and what they were trained on. */
export function publishedText({ network, by, normalization, channels }: Published): Text {
  const values = known[normalization] ?? normalizations[normalization].label
  const order: Text = channels === 'bgr' ? { en: ', blue first', zh: '，通道顺序为蓝、绿、红' } : { en: '', zh: '' }
  return by === 'file'
    ? {
        en: `By its name, the file holds ${network} weights of keras.applications. They were trained on values ${values.en}${order.en}.`,
        zh: `从文件名看，这是 keras.applications 的 ${network} 权重，训练时所用的图像数值：${values.zh}${order.zh}。`,
      }
    : {
        en: `Its layers are named as in ${network} of keras.applications. Weights published there were trained on values ${values.en}${order.en}; others may not be.`,
        zh: `其层名与 keras.applications 的 ${network} 相同。该处发布的权重在训练时所用的图像数值：${values.zh}${order.zh}；其他来源的权重则未必如此。`,
      }
}

const known: Partial<Record<Normalization, Text>> = {
  caffe: { en: 'from 0 to 255 less each colour’s mean', zh: '0 到 255 减去各通道均值' },
  centred: { en: 'from −1 to 1', zh: '−1 到 1' },
  imagenet: {
    en: 'from 0 to 1, normalized by ImageNet’s mean and deviation',
    zh: '0 到 1，并按 ImageNet 的均值与标准差归一化',
  },
  bytes: { en: 'from 0 to 255', zh: '0 到 255' },
}
