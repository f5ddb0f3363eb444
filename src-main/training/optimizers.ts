import type * as tfjs from '@tensorflow/tfjs'
import type { Plan } from '../../src-core/training/plan.ts'

/** How one optimizer changes one weight. */
interface Rule {
  /** What it remembers of each weight, by Keras's names, with the value that all of it starts with. */
  slots: Readonly<Record<string, number>>
  /** Everything in `update` that differs from step to step, as plain numbers. */
  scalars(at: StepPlace): Record<string, number>
  /**
   * The weight's new value and those of its slots, in the slots' order. Nothing but tensor operations, and the scalars
   * are tensors too: a step that was recorded once is every step.
   */
  update(tf: typeof tfjs, at: Update): tfjs.Tensor[]
}

/** Where in the run a step is. */
export interface StepPlace {
  learningRate: number
  /** This step's number, from 1. */
  step: number
}

interface Update {
  weight: tfjs.Tensor
  gradient: tfjs.Tensor
  slots: tfjs.Tensor[]
  /** The rule's own, by name. */
  scalars: Scalars
}

/** What differs from step to step, by name, each of shape `[]`. */
export type Scalars = Readonly<Record<string, tfjs.Scalar>>

const epsilon = 1e-7

/** Adam's: how much of the averages of the gradient and of its square stays at each step. */
const [beta1, beta2] = [0.9, 0.999]

/** The learning rate and nothing else: what rules need whose steps are all alike. */
const rateAlone = ({ learningRate }: StepPlace) => ({ learningRate })

/**
 * Keras's optimizers with Keras's defaults, written out because tfjs's own differ from them: its Adam adds epsilon at
 * another place, and it hides what has to be kept for a run to go on.
 */
const rules: Record<Plan['optimizer'], Rule> = {
  sgd: {
    slots: {},
    scalars: rateAlone,
    update: (tf, { weight, gradient, scalars }) => [tf.sub(weight, tf.mul(gradient, scalars.learningRate!))],
  },

  momentum: {
    slots: { momentum: 0 },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [before], scalars }) {
      const momentum = tf.sub(tf.mul(before!, 0.9), tf.mul(gradient, scalars.learningRate!))
      return [tf.add(weight, momentum), momentum]
    },
  },

  adam: {
    slots: { momentum: 0, velocity: 0 },
    scalars: ({ learningRate, step }) => ({
      // Of the learning rate and both corrections of the averages, which begin at 0.
      rate: (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
    }),
    update(tf, { weight, gradient, slots: [momentumBefore, velocityBefore], scalars }) {
      const momentum = towards(tf, momentumBefore!, gradient, 1 - beta1)
      const velocity = towards(tf, velocityBefore!, tf.square(gradient), 1 - beta2)
      const change = tf.div(tf.mul(momentum, scalars.rate!), tf.add(tf.sqrt(velocity), epsilon))
      return [tf.sub(weight, change), momentum, velocity]
    },
  },

  rmsprop: {
    slots: { velocity: 0 },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [before], scalars }) {
      const velocity = towards(tf, before!, tf.square(gradient), 1 - 0.9)
      const change = tf.div(tf.mul(gradient, scalars.learningRate!), tf.sqrt(tf.add(velocity, epsilon)))
      return [tf.sub(weight, change), velocity]
    },
  },

  adagrad: {
    slots: { accumulator: 0.1 },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [before], scalars }) {
      const accumulator = tf.add(before!, tf.square(gradient))
      const change = tf.div(tf.mul(gradient, scalars.learningRate!), tf.sqrt(tf.add(accumulator, epsilon)))
      return [tf.sub(weight, change), accumulator]
    },
  },
}

/** A moving average: the part `share` of the way from where it was to a value. */
const towards = (tf: typeof tfjs, before: tfjs.Tensor, value: tfjs.Tensor, share: number): tfjs.Tensor =>
  tf.add(before, tf.mul(tf.sub(value, before), share))

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

/** @param weights those that are trained */
export function createOptimizer(
  tf: typeof tfjs,
  { optimizer }: Pick<Plan, 'optimizer'>,
  weights: readonly tfjs.Variable[],
): Optimizer {
  const rule = rules[optimizer]
  const slots = weights.map(({ shape }) => {
    const entries = Object.entries(rule.slots)
    return new Map(entries.map(([name, start]) => [name, tf.tidy(() => tf.variable(tf.fill(shape, start), false))]))
  })
  return {
    slots,
    scalars: rule.scalars,
    apply(gradients, scalars) {
      tf.tidy(() => {
        for (const [index, weight] of weights.entries()) {
          const gradient = gradients[weight.name]
          // As in Keras, a weight that the loss does not follow from stays as it is.
          if (!gradient) continue
          const own = [...slots[index]!.values()]
          const [value, ...remembered] = rule.update(tf, { weight, gradient, slots: own, scalars })
          weight.assign(value!)
          own.forEach((slot, place) => slot.assign(remembered[place]!))
        }
      })
    },
    dispose: () => tf.dispose(slots.flatMap((own) => [...own.values()])),
  }
}
