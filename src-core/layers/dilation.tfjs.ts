import type * as tfjs from '@tensorflow/tfjs'
import { reach } from './spatial.ts'

/**
 * Puts the zeros between a kernel's values that its dilation means: `[h, w, channels, filters]`, h and w grown. tfjs
 * computes dilated convolutions but not their gradients.
 */
export function spread(kernel: tfjs.Tensor4D, dilation: readonly [number, number]): tfjs.Tensor4D {
  if (Math.max(...dilation) === 1) return kernel
  const [height, width, channels, filters] = kernel.shape
  const [tall, wide] = reach({ kernel: [height, width], dilation: [...dilation] })
  return kernel
    .reshape([height, 1, width, 1, channels * filters])
    .pad([
      [0, 0],
      [0, dilation[0] - 1],
      [0, 0],
      [0, dilation[1] - 1],
      [0, 0],
    ])
    .reshape([height * dilation[0], width * dilation[1], channels, filters])
    .slice([0, 0, 0, 0], [tall, wide, channels, filters]) as tfjs.Tensor4D
}
