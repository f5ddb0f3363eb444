import '../meta.ts'
import { z } from 'zod'
import type { Text } from '../text.ts'

/** How biases can start; kernels can start in these ways too. */
const plain = ['zeros', 'ones', 'random_normal', 'random_uniform', 'truncated_normal'] as const
const scaled = ['glorot_uniform', 'glorot_normal', 'he_uniform', 'he_normal', 'lecun_uniform', 'lecun_normal'] as const

/** What papers start their weights with and Keras has no one word for: a class and its settings in Keras. */
const papers = {
  /** AlexNet's and VGG's. */
  normal_001: { class_name: 'RandomNormal', config: { mean: 0, stddev: 0.01 } },
  /** EfficientNet's convolutions. */
  he_normal_fan_out: {
    class_name: 'VarianceScaling',
    config: { scale: 2, mode: 'fan_out', distribution: 'truncated_normal' },
  },
  /** EfficientNet's dense layer. */
  third_uniform_fan_out: {
    class_name: 'VarianceScaling',
    config: { scale: 1 / 3, mode: 'fan_out', distribution: 'uniform' },
  },
} as const
type OfPaper = keyof typeof papers

/** The ways in which a weight can start, by Keras's names where it has one; `initializers.tfjs.ts` makes them. */
export const initializers = [...scaled, ...plain, ...(Object.keys(papers) as OfPaper[])] as const
export type Initializer = (typeof initializers)[number]

/** An initializer as Keras's configuration says it. */
export const initializerInKeras = (id: Initializer) =>
  Object.hasOwn(papers, id) ? { module: 'keras.initializers', registered_name: null, ...papers[id as OfPaper] } : id

const choices: Record<Initializer, Text> = {
  glorot_uniform: { en: 'Glorot uniform', zh: 'Glorot 均匀分布' },
  glorot_normal: { en: 'Glorot normal', zh: 'Glorot 正态分布' },
  he_uniform: { en: 'He uniform', zh: 'He 均匀分布' },
  he_normal: { en: 'He normal', zh: 'He 正态分布' },
  lecun_uniform: { en: 'LeCun uniform', zh: 'LeCun 均匀分布' },
  lecun_normal: { en: 'LeCun normal', zh: 'LeCun 正态分布' },
  zeros: { en: 'Zeros', zh: '全零' },
  ones: { en: 'Ones', zh: '全一' },
  random_normal: { en: 'Normal, 0.05', zh: '正态分布，0.05' },
  random_uniform: { en: 'Uniform, ±0.05', zh: '均匀分布，±0.05' },
  truncated_normal: { en: 'Truncated normal, 0.05', zh: '截断正态分布，0.05' },
  normal_001: { en: 'Normal, 0.01', zh: '正态分布，0.01' },
  he_normal_fan_out: { en: 'He normal, by outputs', zh: 'He 正态分布（按输出数）' },
  third_uniform_fan_out: { en: 'Uniform of variance ⅓, by outputs', zh: '方差 ⅓ 的均匀分布（按输出数）' },
}

/** The field of one kernel's initializer, for layers that have several. */
export const initializerField = (label: Text) =>
  z
    .enum(initializers)
    .default('glorot_uniform')
    .meta({
      label,
      help: { en: 'How the weights are drawn before training.', zh: '训练前权重的取值方式。' },
      choices,
    })

export const kernelInitializerField = initializerField({ en: 'Kernel starts as', zh: '卷积核初始化' })

export const biasInitializerField = z
  .enum(plain)
  .default('zeros')
  .meta({
    label: { en: 'Bias starts as', zh: '偏置初始化' },
    help: { en: 'How the biases are set before training.', zh: '训练前偏置的取值方式。' },
    choices,
  })

export const useBiasField = z
  .boolean()
  .default(true)
  .meta({
    label: { en: 'Bias', zh: '偏置' },
    help: {
      en: 'Adds a learned number to each output channel; not needed before batch normalization.',
      zh: '为每个输出通道加上一个可学习的数；后接批归一化时不需要。',
    },
  })
