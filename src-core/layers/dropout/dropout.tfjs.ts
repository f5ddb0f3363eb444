import type * as tfjs from '@tensorflow/tfjs'
import type { BuildLayer } from '../tfjs.ts'
import type { DropoutParams } from './dropout.ts'

/** By its `noiseShape`, which may be given to the layer later, a mask is shared along the axes of length 1. */
export const buildDropout: BuildLayer<DropoutParams> = ({ tf, name, seed, step, native }, { rate }) => {
  const layer = tf.layers.dropout({ name, rate })
  // tfjs would draw the same mask at every step from a fixed seed. Read anew at every call, the seed follows the step, so
  // that a resumed run draws what the whole one would have drawn. The class stays tfjs's own, which every reader knows.
  Object.defineProperty(layer, 'seed', { enumerable: true, get: () => maskSeed(seed, step()) })
  // tfjs draws in JavaScript, which a recorded step would do once and for all.
  if (native) {
    layer.call = (inputs, { training }) =>
      tf.tidy(() => {
        const input = Array.isArray(inputs) ? inputs[0]! : inputs
        if (!training || rate === 0) return tf.clone(input)
        const { noiseShape } = layer as unknown as { noiseShape?: tfjs.Shape }
        const shape = noiseShape?.map((length, axis) => length ?? input.shape[axis]!) ?? input.shape
        const kept = tf.greaterEqual(native.uniform(shape, seed), rate)
        return tf.mul(input, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)))
      })
  }
  return layer
}

/** A positive whole number (tfjs takes 0 for no seed) that differs from step to step and from layer to layer. */
export const maskSeed = (seed: number, step: number): number => 1 + ((seed * 31 + step * 7_919) % (2 ** 31 - 2))
