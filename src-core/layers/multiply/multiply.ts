import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatShape } from '../../graph/shape.ts'
import type { Shape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import { multiplyInOnnx } from './multiply.onnx.ts'

/** Unlike a sum, a product stretches axes of 1, as Keras does: squeeze-and-excitation weighs channels by 1×1×channels. */
export const multiply = defineLayer({
  kind: 'multiply',
  version: 1,
  title: { en: 'Multiply', zh: '相乘' },
  description: {
    en: 'Multiplies tensors value by value; axes of 1 are stretched to the others’ size.',
    zh: '把张量逐元素相乘；长度为 1 的轴会扩展到与其他张量一致。',
  },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer(_, inputs) {
    const [first, ...rest] = inputs
    let shape = first!
    for (const other of rest) {
      const both = stretched(shape, other)
      if (!both) {
        return problem({
          en: `Shapes to multiply must be equal or have axes of 1 to stretch, but ${formatShape(shape)} meets ${formatShape(other)}.${flatHint(shape, other).en}`,
          zh: `相乘的形状必须相同，或有长度为 1 的轴可以扩展，但 ${formatShape(shape)} 与 ${formatShape(other)} 不符。${flatHint(shape, other).zh}`,
        })
      }
      shape = both
    }
    return { ok: true, shape }
  },
  weights: () => [],
  macs: () => 0,
  signal: (_, squares) => squares.reduce((product, square) => product * square, 1),
  summary: () => '',
  keras: () => ({ className: 'Multiply', config: {} }),
  onnx: multiplyInOnnx,
})

/** The shape that both stretch to, if they do. */
function stretched(a: Shape, b: Shape): Shape | undefined {
  const fits = a.length === b.length && a.every((axis, i) => axis === b[i] || axis === 1 || b[i] === 1)
  return fits ? a.map((axis, i) => Math.max(axis, b[i]!)) : undefined
}

/** How a flat row of channels can weigh an image. */
const flatHint = (a: Shape, b: Shape) =>
  a.length !== b.length && Math.min(a.length, b.length) === 1
    ? {
        en: ' A flat row can weigh the channels of an image once it is reshaped to 1×1×channels.',
        zh: '将一行数值变形为 1×1×通道后，即可对图像的各通道加权。',
      }
    : { en: '', zh: '' }
