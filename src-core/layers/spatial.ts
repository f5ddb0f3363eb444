import '../meta.ts'
import { z } from 'zod'
import { problem } from '../graph/problem.ts'
import type { LayerProblem } from '../graph/problem.ts'
import { formatShape } from '../graph/shape.ts'
import type { Shape } from '../graph/shape.ts'
import type { Text } from '../text.ts'
import { formatPair, linkedPair, pair } from './pair.ts'
import type { Pair } from './pair.ts'

export type Padding = 'valid' | 'same'

export const paddingField = z
  .enum(['valid', 'same'])
  .default('valid')
  .meta({
    label: { en: 'Padding', zh: '填充' },
    help: {
      en: '“same” puts zeros around the input, so that the size stays or is divided by the strides; “valid” adds none.',
      zh: '“same”在输入四周补零，使尺寸不变（或除以步幅）；“valid”不补零。',
    },
    choices: { valid: { en: 'valid (none)', zh: 'valid（不填充）' }, same: { en: 'same', zh: 'same（补零）' } },
  })

export const poolSizeField = pair(z.int().positive())
  .default([2, 2])
  .meta({ label: { en: 'Pool size', zh: '池化窗口' }, ...linkedPair })

/** A pool's strides. As in Keras, none means that windows lie side by side. */
export const poolStridesField = pair(z.int().positive())
  .nullable()
  .default(null)
  .meta({
    label: { en: 'Strides', zh: '步幅' },
    help: { en: 'Empty means the size of the pool.', zh: '留空表示与池化窗口相同。' },
    ...linkedPair,
  })

/** A window that slides over an image. */
export interface Sliding {
  kernel: Pair
  strides: Pair
  padding: Padding
  dilation: Pair
  /** What the person calls the window, and the parameter that sets it. */
  name: Text
  param: string
}

/** How far a window reaches with the gaps that dilation puts into it. */
export const reach = ({ kernel, dilation }: Pick<Sliding, 'kernel' | 'dilation'>): Pair => [
  (kernel[0] - 1) * dilation[0] + 1,
  (kernel[1] - 1) * dilation[1] + 1,
]

/**
 * Height and width after a window has slid over an image, as TensorFlow counts: 'same' divides by the strides and rounds
 * up, 'valid' counts the places where the whole window fits.
 */
export function slide(
  [height, width]: Shape,
  window: Sliding,
): { ok: true; size: Pair } | { ok: false; problem: LayerProblem } {
  const [tall, wide] = reach(window)
  if (window.padding === 'same') {
    return { ok: true, size: [Math.ceil(height! / window.strides[0]), Math.ceil(width! / window.strides[1])] }
  }
  if (tall > height! || wide > width!) return doesNotFit([height!, width!], window)
  const places = (length: number, span: number, stride: number) => Math.floor((length - span) / stride) + 1
  return { ok: true, size: [places(height!, tall, window.strides[0]), places(width!, wide, window.strides[1])] }
}

function doesNotFit(image: Pair, window: Sliding) {
  const { kernel, name, param } = window
  const full = reach(window)
  const dilated = full[0] !== kernel[0] || full[1] !== kernel[1]
  const en = dilated ? ` (${formatPair(full)} with its dilation)` : ''
  const zh = dilated ? `（膨胀后为 ${formatPair(full)}）` : ''
  return problem(
    {
      en: `A ${formatPair(kernel)} ${name.en}${en} does not fit a ${formatPair(image)} input.`,
      zh: `${formatPair(kernel)} 的${name.zh}${zh}大于 ${formatPair(image)} 的输入。`,
    },
    { param, fix: { label: { en: 'Pad with “same”', zh: '改用“same”填充' }, params: { padding: 'same' } } },
  )
}

/** What is wrong with an input that is no image, or nothing. */
export function notAnImage(layer: Text, input: Shape): { ok: false; problem: LayerProblem } | undefined {
  if (input.length === 3) return undefined
  const flat = input.length === 1
  return problem({
    en: `${layer.en} needs an input of height × width × channels, but gets ${formatShape(input)}${flat ? ', which is flat: place it before the flattening' : ''}.`,
    zh: `${layer.zh}需要“高×宽×通道”形状的输入，但得到的是 ${formatShape(input)}${flat ? '，已被展平：请将其放在展平层之前' : ''}。`,
  })
}
