import type * as tfjs from '@tensorflow/tfjs'

/** A pool as large as the image it is given: tfjs's global pools cannot keep the axes. */
export function asLargeAsImage(pool: tfjs.layers.Layer): tfjs.layers.Layer {
  const build = pool.build.bind(pool)
  pool.build = (input) => {
    const [, height, width] = input as tfjs.Shape
    Object.assign(pool, { poolSize: [height, width], strides: [height, width] })
    build(input)
  }
  // Saved without strides, which tfjs takes for the pool's size: a pool that a person made that large has its own.
  const getConfig = pool.getConfig.bind(pool)
  pool.getConfig = () => {
    const { strides: _, ...config } = getConfig()
    return config
  }
  return pool
}
