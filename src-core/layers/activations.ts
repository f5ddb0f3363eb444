import '../meta.ts'
import { z } from 'zod'
import type { Text } from '../text.ts'

/** The activations that a layer can end with, by Keras's names; `activations.tfjs.ts` adds those that tfjs lacks. */
export const activations = [
  'linear',
  'relu',
  'relu6',
  'leaky_relu',
  'elu',
  'selu',
  'softplus',
  'swish',
  'hard_swish',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'softmax',
] as const
export type Activation = (typeof activations)[number]

const choices: Record<Activation, Text> = {
  linear: { en: 'None (linear)', zh: '无（线性）' },
  relu: { en: 'ReLU', zh: 'ReLU' },
  relu6: { en: 'ReLU6', zh: 'ReLU6' },
  leaky_relu: { en: 'Leaky ReLU (0.2)', zh: 'Leaky ReLU（0.2）' },
  elu: { en: 'ELU', zh: 'ELU' },
  selu: { en: 'SELU', zh: 'SELU' },
  softplus: { en: 'Softplus', zh: 'Softplus' },
  swish: { en: 'Swish (SiLU)', zh: 'Swish（SiLU）' },
  hard_swish: { en: 'Hard swish', zh: 'Hard swish' },
  tanh: { en: 'tanh', zh: 'tanh' },
  sigmoid: { en: 'Sigmoid', zh: 'Sigmoid' },
  hard_sigmoid: { en: 'Hard sigmoid', zh: 'Hard sigmoid' },
  softmax: { en: 'Softmax', zh: 'Softmax' },
}

/** The field `activation` of a layer. Softmax runs over the last axis. */
export const activationField = (start: Activation) =>
  z
    .enum(activations)
    .default(start)
    .meta({
      label: { en: 'Activation', zh: '激活函数' },
      help: { en: 'The function that each output value goes through.', zh: '每个输出值所经过的函数。' },
      choices,
    })
