import type * as tfjs from '@tensorflow/tfjs'
import type { Plan } from '../../src-core/training/plan.ts'

/** How one optimizer changes one weight. */
export interface Rule {
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

/** What differs from step to step, by name, each of shape `[]`. */
export type Scalars = Readonly<Record<string, tfjs.Scalar>>

interface Update {
  weight: tfjs.Tensor
  gradient: tfjs.Tensor
  slots: tfjs.Tensor[]
  /** The rule's own, by name. */
  scalars: Scalars
}

/** The learning rate and nothing else: what rules need whose steps are all alike. */
const rateAlone = ({ learningRate }: StepPlace) => ({ learningRate })

/**
 * Keras's optimizers with Keras's names and defaults, written out because tfjs's own differ from them: its Adam adds
 * epsilon at another place, and it hides what has to be kept for a run to go on.
 */
export const rules: Record<Plan['optimizer'], (plan: Plan) => Rule> = {
  sgd: () => ({
    slots: {},
    scalars: rateAlone,
    update: (tf, { weight, gradient, scalars }) => [tf.sub(weight, tf.mul(gradient, scalars.learningRate!))],
  }),

  momentum: ({ momentum: kept, nesterov }) => ({
    slots: { momentum: 0 },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [before], scalars }) {
      const change = tf.mul(gradient, scalars.learningRate!)
      const momentum = tf.sub(tf.mul(before!, kept), change)
      return [tf.add(weight, nesterov ? tf.sub(tf.mul(momentum, kept), change) : momentum), momentum]
    },
  }),

  adam,
  // What sets it apart is its weight decay, which any optimizer can have.
  adamw: adam,

  rmsprop: ({ rho, rmspropMomentum: kept, epsilon }) => ({
    slots: { velocity: 0, ...(kept > 0 && { momentum: 0 }) },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [velocityBefore, momentumBefore], scalars }) {
      const velocity = towards(tf, velocityBefore!, tf.square(gradient), 1 - rho)
      const change = tf.div(tf.mul(gradient, scalars.learningRate!), tf.sqrt(tf.add(velocity, epsilon)))
      if (!momentumBefore) return [tf.sub(weight, change), velocity]
      const momentum = tf.add(tf.mul(momentumBefore, kept), change)
      return [tf.sub(weight, momentum), velocity, momentum]
    },
  }),

  adagrad: ({ accumulator: start, epsilon }) => ({
    slots: { accumulator: start },
    scalars: rateAlone,
    update(tf, { weight, gradient, slots: [before], scalars }) {
      const accumulator = tf.add(before!, tf.square(gradient))
      const change = tf.div(tf.mul(gradient, scalars.learningRate!), tf.sqrt(tf.add(accumulator, epsilon)))
      return [tf.sub(weight, change), accumulator]
    },
  }),
}

function adam({ beta1, beta2, epsilon }: Plan): Rule {
  return {
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
  }
}

/** A moving average: the part `share` of the way from where it was to a value. */
const towards = (tf: typeof tfjs, before: tfjs.Tensor, value: tfjs.Tensor, share: number): tfjs.Tensor =>
  tf.add(before, tf.mul(tf.sub(value, before), share))
