import type { BuildLayer } from '../tfjs.ts'
import type { DropoutParams } from './dropout.ts'

export const buildDropout: BuildLayer<DropoutParams> = ({ tf, name, seed, step }, { rate }) => {
  const layer = tf.layers.dropout({ name, rate })
  // tfjs would draw the same mask at every step from a fixed seed. Read anew at every call, the seed follows the step, so
  // that a resumed run draws what the whole one would have drawn. The class stays tfjs's own, which every reader knows.
  Object.defineProperty(layer, 'seed', { enumerable: true, get: () => maskSeed(seed, step()) })
  return layer
}

/** A positive whole number (tfjs takes 0 for no seed) that differs from step to step and from layer to layer. */
export const maskSeed = (seed: number, step: number): number => 1 + ((seed * 31 + step * 7_919) % (2 ** 31 - 2))
