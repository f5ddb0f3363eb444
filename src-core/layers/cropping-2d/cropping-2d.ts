import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatPair, pair } from '../pair.ts'
import { defineLayer } from '../define.ts'
import { notAnImage } from '../spatial.ts'
import { cropping2DInOnnx } from './cropping-2d.onnx.ts'

const params = z.strictObject({
  height: pair(z.int().min(0))
    .default([0, 0])
    .meta({
      label: { en: 'Rows cut off', zh: '裁去的行数' },
      parts: [
        { en: 'Top', zh: '上' },
        { en: 'Bottom', zh: '下' },
      ],
      linked: true,
    }),
  width: pair(z.int().min(0))
    .default([0, 0])
    .meta({
      label: { en: 'Columns cut off', zh: '裁去的列数' },
      parts: [
        { en: 'Left', zh: '左' },
        { en: 'Right', zh: '右' },
      ],
      linked: true,
    }),
})
export type Cropping2DParams = z.output<typeof params>

/** Keras's `cropping=((top, bottom), (left, right))`, as two parameters. */
export const cropping2D = defineLayer({
  kind: 'cropping-2d',
  version: 1,
  title: { en: 'Cropping', zh: '裁剪' },
  description: { en: 'Cuts rows and columns off an image.', zh: '裁去图像边缘的行与列。' },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer({ height: [top, bottom], width: [left, right] }, [input]) {
    const wrongInput = notAnImage({ en: 'A cropping', zh: '裁剪层' }, input!)
    if (wrongInput) return wrongInput
    const [height, width, channels] = input!
    const rest = [height! - top - bottom, width! - left - right] as const
    if (rest[0] > 0 && rest[1] > 0) return { ok: true, shape: [...rest, channels!] }
    const [param, axis] = rest[0] > 0 ? (['width', 'columns'] as const) : (['height', 'rows'] as const)
    return problem(
      {
        en: `Nothing is left of a ${formatPair([height!, width!])} input once ${param === 'height' ? top + bottom : left + right} of its ${axis} are cut off.`,
        zh: `从 ${formatPair([height!, width!])} 的输入中裁去 ${param === 'height' ? `${top + bottom} 行` : `${left + right} 列`}后，什么也不剩。`,
      },
      { param, fix: { label: { en: 'Cut nothing off', zh: '不裁剪' }, params: { height: [0, 0], width: [0, 0] } } },
    )
  },
  weights: () => [],
  macs: () => 0,
  summary: ({ height, width }) =>
    new Set([...height, ...width]).size === 1 ? `${height[0]}` : [...height, ...width].join(', '),
  keras: ({ height, width }) => ({
    className: 'Cropping2D',
    config: { cropping: [height, width], data_format: 'channels_last' },
  }),
  onnx: cropping2DInOnnx,
})
