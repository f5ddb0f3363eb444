import type * as tfjs from '@tensorflow/tfjs'

/** A pool as large as the image it is given: tfjs's global pools cannot keep the axes. */
export function asLargeAsImage(pool: tfjs.layers.Layer): tfjs.layers.Layer {
  const build = pool.build.bind(pool)
  pool.build = (input) => {
    const [, height, width] = input as tfjs.Shape
    Object.assign(pool, { poolSize: [height, width], strides: [height, width] })
    build(input)
  }
  return pool
}
