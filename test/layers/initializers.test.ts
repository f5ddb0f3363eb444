import { resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { initializers, initializerInKeras } from '../../src-core/layers/initializers.ts'
import { initializer } from '../../src-core/layers/initializers.tfjs.ts'
import { python, runPython } from '../python/python.ts'

tf.enableProdMode()

/** A convolution's, a depthwise convolution's and a dense layer's kernel, each of some thirty thousand values. */
const shapes = [
  [3, 3, 32, 128],
  [3, 3, 4096, 1],
  [128, 256],
]
const cases = initializers.flatMap((id) => shapes.map((shape) => ({ id, shape })))

function drawn(id: (typeof initializers)[number], shape: number[]): number[] {
  const values = initializer({ tf, name: 'it', seed: 5, step: () => 0 }, id).apply(shape)
  const { mean, variance } = tf.moments(values)
  return [mean, variance.sqrt(), values.min(), values.max()].map((tensor) => tensor.dataSync()[0]!)
}

describe.skipIf(!python)('weights start as Keras’s', () => {
  let judged: number[][]
  beforeAll(async () => {
    judged = await runPython(
      resolve(import.meta.dirname, 'initializers.py'),
      cases.map(({ id, shape }) => ({ initializer: initializerInKeras(id), shape })),
    )
  })

  test.each(cases.map(({ id, shape }, index) => [id, shape.join('×'), shape, index] as const))(
    '%s, %s',
    (id, _shape, shape, index) => {
      const [mean, deviation, smallest, largest] = drawn(id, shape)
      const [theirMean, theirDeviation, theirSmallest, theirLargest] = judged[index]!
      // Some thirty thousand draws know their mean and deviation to a hundredth; the ends of a normal one are wilder.
      expect(Math.abs(mean! - theirMean!)).toBeLessThanOrEqual(0.03 * theirDeviation!)
      expect(Math.abs(deviation! - theirDeviation!)).toBeLessThanOrEqual(0.02 * theirDeviation!)
      expect(Math.abs(smallest! - theirSmallest!)).toBeLessThanOrEqual(theirDeviation!)
      expect(Math.abs(largest! - theirLargest!)).toBeLessThanOrEqual(theirDeviation!)
    },
  )
})
