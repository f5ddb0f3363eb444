import type * as tfjs from '@tensorflow/tfjs'
import { Plan } from '../../src-core/training/plan.ts'
import { rules } from './optimizer-rules.ts'
import type { Scalars, StepPlace } from './optimizer-rules.ts'

export type { Scalars, StepPlace } from './optimizer-rules.ts'

/** An optimizer with what it remembers of the weights that it was made for. */
export interface Optimizer {
  /** What `apply` takes as tensors at one step. */
  scalars(at: StepPlace): Record<string, number>
  /** Changes the weights by their gradients, by variable name. Tensor operations and assignments, nothing else. */
  apply(gradients: tfjs.NamedTensorMap, scalars: Scalars): void
  /** By weight, in the order in which they were given, then by name. */
  slots: Map<string, tfjs.Variable>[]
  dispose(): void
}

/** Keras's: what AdamW decays by unless asked otherwise. */
const defaultDecay = ({ optimizer }: Plan) => (optimizer === 'adamw' ? 0.004 : 0)

/**
 * The plan's optimizer, with its clipping and weight decay around it, in Keras's order: gradients are shortened, weights
 * decay, the rule moves them.
 *
 * @param given fields that are not said have their defaults
 * @param weights those that are trained
 */
export function createOptimizer(tf: typeof tfjs, given: Partial<Plan>, weights: readonly tfjs.Variable[]): Optimizer {
  const plan = Plan.parse(given)
  const rule = rules[plan.optimizer](plan)
  const { weightDecay = defaultDecay(plan) } = plan
  const inGradient = plan.decayKind === 'gradient' && plan.optimizer !== 'adamw'
  const slots = weights.map(({ shape }) => {
    const entries = Object.entries(rule.slots)
    return new Map(entries.map(([name, start]) => [name, tf.tidy(() => tf.variable(tf.fill(shape, start), false))]))
  })
  return {
    slots,
    scalars: (at) => ({
      ...rule.scalars(at),
      ...(weightDecay > 0 && !inGradient && { decay: weightDecay * at.learningRate }),
    }),
    apply(gradients, scalars) {
      tf.tidy(() => {
        const clipped = clip(tf, plan, gradients)
        for (const [index, weight] of weights.entries()) {
          const gradient = clipped[weight.name]
          // As in Keras, a weight that the loss does not follow from stays as it is.
          if (!gradient) continue
          const own = [...slots[index]!.values()]
          const [value, ...remembered] = rule.update(tf, {
            weight: scalars.decay ? tf.sub(weight, tf.mul(weight, scalars.decay)) : weight,
            gradient: weightDecay > 0 && inGradient ? tf.add(gradient, tf.mul(weight, weightDecay)) : gradient,
            slots: own,
            scalars,
          })
          weight.assign(value!)
          own.forEach((slot, place) => slot.assign(remembered[place]!))
        }
      })
    },
    dispose: () => tf.dispose(slots.flatMap((own) => [...own.values()])),
  }
}

/** Gradients as long as the plan allows, each by itself or all of them by one factor. */
function clip(tf: typeof tfjs, { clip, clipNorm }: Plan, gradients: tfjs.NamedTensorMap): tfjs.NamedTensorMap {
  if (clip === 'none') return gradients
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)))
  const shortened = (gradient: tfjs.Tensor, square: tfjs.Tensor) =>
    tf.mul(gradient, tf.div(clipNorm, tf.maximum(tf.sqrt(square), clipNorm)))
  const all = clip === 'global' ? tf.addN(squares) : undefined
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient], place) => [name, shortened(gradient, all ?? squares[place]!)]),
  )
}
