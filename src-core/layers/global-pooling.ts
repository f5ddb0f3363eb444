import '../meta.ts'
import { z } from 'zod'
import type { Shape } from '../graph/shape.ts'
import type { Text } from '../text.ts'
import type { Inferred } from './define.ts'
import { notAnImage } from './spatial.ts'

export const globalPoolParams = z.strictObject({
  keepDims: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'Keep height and width', zh: '保留高和宽' },
      help: {
        en: 'Gives 1×1×channels, which can be multiplied with an image, in place of a flat row.',
        zh: '输出 1×1×通道（可与图像相乘），而不是一行数值。',
      },
    }),
})
export type GlobalPoolParams = z.output<typeof globalPoolParams>

/** @param layer the kind in words: `A global average pooling` */
export function inferGlobalPool(layer: Text, { keepDims }: GlobalPoolParams, input: Shape): Inferred {
  const wrongInput = notAnImage(layer, input)
  if (wrongInput) return wrongInput
  return { ok: true, shape: keepDims ? [1, 1, input[2]!] : [input[2]!] }
}

/** Every output value sees the whole image. */
export const wholeImage = ([input]: readonly Shape[]) => ({
  kernel: [input![0]!, input![1]!] as const,
  strides: [1, 1] as const,
})
