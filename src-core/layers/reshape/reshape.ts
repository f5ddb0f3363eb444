import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatShape, sizeOf } from '../../graph/shape.ts'
import type { Shape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import type { Inferred } from '../define.ts'
import { reshapeInOnnx } from './reshape.onnx.ts'

const params = z.strictObject({
  targetShape: z
    .array(z.union([z.int().positive(), z.literal(-1)]))
    .min(1)
    .default([-1])
    .meta({
      label: { en: 'Target shape', zh: '目标形状' },
      help: {
        en: 'For an image: height, width, channels. One axis may be −1: it takes what is left.',
        zh: '图像为：高、宽、通道。可有一个轴为 −1，表示由其余部分推算。',
      },
    }),
})
export type ReshapeParams = z.output<typeof params>

/** Keras's `Reshape`: the values stay in their order, channels fastest. */
export const reshape = defineLayer({
  kind: 'reshape',
  version: 1,
  title: { en: 'Reshape', zh: '变形' },
  description: {
    en: 'Gives the same values, in the same order, another shape.',
    zh: '数值与顺序不变，只改变形状。',
  },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer,
  weights: () => [],
  macs: () => 0,
  summary: ({ targetShape }) => shown(targetShape),
  keras: ({ targetShape }) => ({ className: 'Reshape', config: { target_shape: targetShape } }),
  onnx: reshapeInOnnx,
})

function infer({ targetShape }: ReshapeParams, [input]: readonly Shape[]): Inferred {
  const fix = {
    label: { en: 'Lay all out in one row', zh: '全部排成一行' },
    params: { targetShape: [-1] },
  }
  if (targetShape.filter((axis) => axis === -1).length > 1) {
    return problem(
      { en: 'Only one axis of the target shape can be −1.', zh: '目标形状中只能有一个轴为 −1。' },
      { param: 'targetShape', fix },
    )
  }
  const known = targetShape.filter((axis) => axis !== -1).reduce((product, axis) => product * axis, 1)
  const rest = sizeOf(input!) / known
  if (targetShape.includes(-1) ? !Number.isInteger(rest) : rest !== 1) {
    return problem(
      {
        en: `The ${sizeOf(input!)} values of ${formatShape(input!)} cannot be laid out as ${shown(targetShape)}.`,
        zh: `${formatShape(input!)} 的 ${sizeOf(input!)} 个值无法排成 ${shown(targetShape)}。`,
      },
      { param: 'targetShape', fix },
    )
  }
  return { ok: true, shape: targetShape.map((axis) => (axis === -1 ? rest : axis)) }
}

/** With a minus sign, as it is read. */
const shown = (shape: Shape) => formatShape(shape).replace('-1', '−1')
