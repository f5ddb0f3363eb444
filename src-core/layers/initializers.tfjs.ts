import type { BuildContext } from './tfjs.ts'
import type { Initializer } from './initializers.ts'

/** The standard deviation that is left of a normal distribution of 1 once it is cut off at 2. */
const truncated = 0.87962566103423978

/**
 * A seeded tfjs initializer that draws from Keras's distribution.
 * @param offset tells the weights of one layer apart, which would else start with the same numbers
 */
export function initializer({ tf, seed }: BuildContext, id: Initializer, offset = 0) {
  const own = seed + offset
  /** Keras widens a truncated normal distribution so that its spread is the one asked for; tfjs does not. */
  const normal = (scale: number, mode: 'fanIn' | 'fanAvg' | 'fanOut') =>
    tf.initializers.varianceScaling({ scale: scale / truncated ** 2, mode, distribution: 'normal', seed: own })
  switch (id) {
    case 'glorot_uniform':
      return tf.initializers.glorotUniform({ seed: own })
    case 'glorot_normal':
      return normal(1, 'fanAvg')
    case 'he_uniform':
      return tf.initializers.heUniform({ seed: own })
    case 'he_normal':
      return normal(2, 'fanIn')
    case 'lecun_uniform':
      return tf.initializers.leCunUniform({ seed: own })
    case 'lecun_normal':
      return normal(1, 'fanIn')
    case 'random_normal':
      return tf.initializers.randomNormal({ mean: 0, stddev: 0.05, seed: own })
    case 'random_uniform':
      return tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed: own })
    case 'truncated_normal':
      return tf.initializers.truncatedNormal({ mean: 0, stddev: 0.05, seed: own })
    case 'normal_001':
      return tf.initializers.randomNormal({ mean: 0, stddev: 0.01, seed: own })
    case 'he_normal_fan_out':
      return normal(2, 'fanOut')
    case 'third_uniform_fan_out':
      return tf.initializers.varianceScaling({ scale: 1 / 3, mode: 'fanOut', distribution: 'uniform', seed: own })
    case 'zeros':
      return tf.initializers.zeros()
    case 'ones':
      return tf.initializers.ones()
  }
}
