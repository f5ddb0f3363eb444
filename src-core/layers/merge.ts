import { problem } from '../graph/problem.ts'
import { formatShape, sameShape } from '../graph/shape.ts'
import type { Shape } from '../graph/shape.ts'
import type { Text } from '../text.ts'
import type { Inferred } from './define.ts'

/**
 * The one shape of all inputs. Keras would stretch axes of 1; we take one shape alone, because a stretch is almost always
 * a slip.
 * @param done what happens to them: `added`
 */
export function oneShape(done: Text, inputs: readonly Shape[]): Inferred {
  const [first, ...rest] = inputs
  const other = rest.find((shape) => !sameShape(shape, first!))
  if (!other) return { ok: true, shape: first! }
  return problem({
    en: `Only equal shapes can be ${done.en}, but ${formatShape(first!)} meets ${formatShape(other)}.`,
    zh: `只有形状相同的张量才能${done.zh}，但 ${formatShape(first!)} 与 ${formatShape(other)} 不同。`,
  })
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
