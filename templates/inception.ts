import { layer } from '../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../src-core/graph/block.ts'
import type { Recipe } from './define.ts'
import { relu, row } from './parts.ts'

/** What Inception v2, v3, v4 and Inception-ResNet say alike. */

type Kernel = 1 | 3 | 5 | 7 | readonly [number, number]
interface Rest {
  strides?: number
  padding?: 'same' | 'valid'
  /** Whether the normalization also learns a scale; a ReLU after it makes that one unneeded. */
  scale?: boolean
}

/** A convolution without bias, its normalization and a ReLU: `name`, `name-bn`, `name-relu`. */
export function convolution(name: string, filters: number, kernel: Kernel, rest: Rest = {}): BlockTree {
  const { strides = 1, padding = 'same', scale = false } = rest
  const kernelSize = typeof kernel === 'number' ? [kernel, kernel] : kernel
  return row([
    layer(name, 'conv2d', { filters, kernelSize, strides: [strides, strides], padding, useBias: false }),
    layer(`${name}-bn`, 'batch-normalization', { scale }),
    relu(`${name}-relu`),
  ])
}

/** The half-size convolution and pooling of a reduction: no padding, stride 2. */
export const reduce = { strides: 2, padding: 'valid' } as const

export const maxPool = (name: string): LayerTree => layer(name, 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] })

export const averagePool = (name: string): LayerTree =>
  layer(name, 'avg-pool-2d', { poolSize: [3, 3], strides: [1, 1], padding: 'same' })

export const concat = layer('concat', 'concatenate')

/** The stem that Inception v3 and Inception-ResNet v2 share: 299×299×3 to 35×35×192. */
export const stem = (): BlockTree[] => [
  convolution('conv1', 32, 3, reduce),
  convolution('conv2', 32, 3, { padding: 'valid' }),
  convolution('conv3', 64, 3),
  maxPool('pool1'),
  convolution('conv4', 80, 1, { padding: 'valid' }),
  convolution('conv5', 192, 3, { padding: 'valid' }),
  maxPool('pool2'),
]

/** The smallest image whose last grid still has a place for every kernel, as in keras.applications. */
export const smallest = 75

/** Why it takes no smaller ones. */
export const because = {
  en: 'unpadded kernels find no place in smaller ones',
  zh: '图像更小时，不填充的卷积核无处可放',
}

/** How the paper of Inception v4 and Inception-ResNet trained both. */
export const recipe: Recipe = {
  plan: {
    optimizer: 'rmsprop',
    rho: 0.9,
    epsilon: 1,
    learningRate: 0.045,
    schedule: 'step',
    decayEpochs: 2,
    decayFactor: 0.94,
  },
  source: {
    en: 'Szegedy et al. 2016: RMSProp with decay 0.9 and ε 1; learning rate 0.045, times 0.94 every two epochs.',
    zh: 'Szegedy 等，2016：RMSProp，衰减 0.9，ε 为 1；学习率 0.045，每两轮乘以 0.94。',
  },
}
