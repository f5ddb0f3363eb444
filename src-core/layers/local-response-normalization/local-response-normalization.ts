import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { notAnImage } from '../spatial.ts'
import { localResponseNormalizationInOnnx } from './local-response-normalization.onnx.ts'

const params = z.strictObject({
  depthRadius: z
    .int()
    .min(0)
    .default(5)
    .meta({
      label: { en: 'Depth radius', zh: '深度半径' },
      help: {
        en: 'How many channels on each side count; a paper’s n is twice this and 1.',
        zh: '两侧各计入多少个通道；论文中的 n 等于该值的两倍加 1。',
      },
    }),
  bias: z
    .number()
    .positive()
    .default(1)
    .meta({ label: { en: 'Bias (k)', zh: '偏置（k）' } }),
  alpha: z
    .number()
    .min(0)
    .default(1)
    .meta({
      label: { en: 'Alpha', zh: 'α' },
      help: { en: 'Times the sum of squares, not their mean.', zh: '乘在平方和上，而不是平方的均值。' },
    }),
  beta: z
    .number()
    .min(0)
    .default(0.5)
    .meta({ label: { en: 'Beta', zh: 'β' }, help: { en: 'The power of the divisor.', zh: '除数的幂次。' } }),
})
export type LocalResponseNormalizationParams = z.output<typeof params>

/**
 * TensorFlow's `tf.nn.local_response_normalization`: `x / (bias + alpha · Σ x²) ^ beta`, where the sum runs over the
 * channels at most `depthRadius` away. Names and defaults are TensorFlow's.
 *
 * The AlexNet paper has n = 5, k = 2, α = 10⁻⁴, β = 0.75: `{ depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }`.
 */
export const localResponseNormalization = defineLayer({
  kind: 'local-response-normalization',
  version: 1,
  title: { en: 'Local response normalization', zh: '局部响应归一化' },
  description: {
    en: 'Divides each value by the strength of the neighbouring channels in the same place.',
    zh: '用同一位置上相邻通道的强度去除每个值。',
  },
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) =>
    notAnImage({ en: 'A local response normalization', zh: '局部响应归一化层' }, input!) ?? { ok: true, shape: input! },
  weights: () => [],
  macs: () => 0,
  signal: ({ depthRadius, bias, alpha, beta }, [square]) =>
    square! / (bias + alpha * (2 * depthRadius + 1) * square!) ** (2 * beta),
  summary: ({ depthRadius }) => `n=${2 * depthRadius + 1}`,
  /** The sum over a window of channels is a mean over a window of the width, along which the channels lie meanwhile. */
  keras({ depthRadius, bias, alpha, beta }, [input]) {
    const [height, width, channels] = input!
    const rows = height! * width!
    const window = 2 * depthRadius + 1
    const padded = channels! + 2 * depthRadius
    return [
      { step: 'squares', takes: [0, 0], shape: input!, className: 'Multiply', config: {} },
      {
        step: 'rows',
        takes: ['squares'],
        shape: [rows, channels!, 1],
        className: 'Reshape',
        config: { target_shape: [rows, channels, 1] },
      },
      {
        step: 'padded',
        takes: ['rows'],
        shape: [rows, padded, 1],
        className: 'ZeroPadding2D',
        config: {
          padding: [
            [0, 0],
            [depthRadius, depthRadius],
          ],
          data_format: 'channels_last',
        },
      },
      {
        step: 'means',
        takes: ['padded'],
        shape: [rows, channels!, 1],
        className: 'AveragePooling2D',
        config: { pool_size: [1, window], strides: [1, 1], padding: 'valid', data_format: 'channels_last' },
      },
      {
        step: 'image',
        takes: ['means'],
        shape: input!,
        className: 'Reshape',
        config: { target_shape: input! },
      },
      {
        step: 'strength',
        takes: ['image'],
        shape: input!,
        className: 'Rescaling',
        config: { scale: alpha * window, offset: bias },
      },
      {
        step: 'factor',
        takes: ['strength'],
        shape: input!,
        className: 'Power',
        config: {},
        operation: { module: 'keras.src.ops.numpy', numbers: [-beta] },
      },
      { step: 'normalized', takes: [0, 'factor'], shape: input!, className: 'Multiply', config: {} },
    ]
  },
  python: ({ depthRadius, bias, alpha, beta }) => ({
    className: 'LocalResponseNormalization',
    config: { depth_radius: depthRadius, bias, alpha, beta },
  }),
  onnx: localResponseNormalizationInOnnx,
})
