import { z } from 'zod'
import { defineLayer } from '../define.ts'
import { pair } from '../pair.ts'
import { notAnImage } from '../spatial.ts'

const params = z.strictObject({
  height: pair(z.int().min(0))
    .default([1, 1])
    .meta({
      label: { en: 'Rows of zeros', zh: '补零行数' },
      parts: [
        { en: 'Top', zh: '上' },
        { en: 'Bottom', zh: '下' },
      ],
      linked: true,
    }),
  width: pair(z.int().min(0))
    .default([1, 1])
    .meta({
      label: { en: 'Columns of zeros', zh: '补零列数' },
      parts: [
        { en: 'Left', zh: '左' },
        { en: 'Right', zh: '右' },
      ],
      linked: true,
    }),
})
export type ZeroPadding2DParams = z.output<typeof params>

/** Keras's `padding=((top, bottom), (left, right))`, as two parameters. */
export const zeroPadding2D = defineLayer({
  kind: 'zero-padding-2d',
  version: 1,
  title: { en: 'Zero padding', zh: '零填充' },
  description: { en: 'Puts zeros around an image.', zh: '在图像四周补零。' },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer({ height: [top, bottom], width: [left, right] }, [input]) {
    const wrongInput = notAnImage({ en: 'A zero padding', zh: '零填充层' }, input!)
    if (wrongInput) return wrongInput
    const [height, width, channels] = input!
    return { ok: true, shape: [height! + top + bottom, width! + left + right, channels!] }
  },
  weights: () => [],
  macs: () => 0,
  summary: ({ height, width }) =>
    new Set([...height, ...width]).size === 1 ? `${height[0]}` : [...height, ...width].join(', '),
  keras: ({ height, width }) => ({
    className: 'ZeroPadding2D',
    config: { padding: [height, width], data_format: 'channels_last' },
  }),
  onnx: ({ height: [top, bottom], width: [left, right] }, layer) =>
    layer.node('Pad', [layer.inputs[0]!, layer.integers('pads', [0, 0, top, left, 0, 0, bottom, right])]),
})
