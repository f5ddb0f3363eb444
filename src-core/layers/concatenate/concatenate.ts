import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatShape, sameShape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import { sum } from '../merge.ts'
import { channelAxis } from '../onnx.ts'

export const concatenate = defineLayer({
  kind: 'concatenate',
  version: 1,
  title: { en: 'Concatenate', zh: '拼接' },
  description: {
    en: 'Puts tensors side by side along their channels, in the order of the wires.',
    zh: '按连线顺序沿通道方向把张量拼接起来。',
  },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer(_, inputs) {
    const [first, ...rest] = inputs
    const room = first!.slice(0, -1)
    const other = rest.find((shape) => !sameShape(shape.slice(0, -1), room))
    if (other) {
      return problem({
        en: `Only shapes that differ in channels alone can be concatenated, but ${formatShape(first!)} meets ${formatShape(other)}.`,
        zh: `只有除通道外形状相同的张量才能拼接，但 ${formatShape(first!)} 与 ${formatShape(other)} 不同。`,
      })
    }
    return { ok: true, shape: [...room, inputs.reduce((channels, shape) => channels + shape.at(-1)!, 0)] }
  },
  weights: () => [],
  macs: () => 0,
  signal: (_, squares) => sum(squares) / squares.length,
  summary: () => '',
  keras: () => ({ className: 'Concatenate', config: { axis: -1 } }),
  onnx: (_, layer) => layer.node('Concat', layer.inputs.map(layer.plain), { axis: channelAxis(layer.shape) }),
})
