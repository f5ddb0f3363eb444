import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { formatShape, sameShape } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'

/** Keras would stretch axes of 1; we take one shape alone, because a stretch is almost always a slip. */
export const add = defineLayer({
  kind: 'add',
  version: 1,
  title: { en: 'Add', zh: '相加' },
  description: { en: 'Adds tensors of one shape, value by value.', zh: '把形状相同的张量逐元素相加。' },
  family: 'merge',
  inputs: { min: 2, max: Infinity },
  params: z.strictObject({}),
  infer(_, inputs) {
    const [first, ...rest] = inputs
    const other = rest.find((shape) => !sameShape(shape, first!))
    if (!other) return { ok: true, shape: first! }
    return problem({
      en: `Only equal shapes can be added, but ${formatShape(first!)} meets ${formatShape(other)}.`,
      zh: `只有形状相同的张量才能相加，但 ${formatShape(first!)} 与 ${formatShape(other)} 不同。`,
    })
  },
  weights: () => [],
  macs: () => 0,
  summary: () => '',
  keras: () => ({ className: 'Add', config: {} }),
})
