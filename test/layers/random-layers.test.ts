import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { builders } from '../../src-core/layers/registry.tfjs.ts'

tf.enableProdMode()

const batch = 400

/** What a layer makes of ones, `[batch, 2, 3, 4]`, a list an example. */
function ofOnes(kind: string, at: { rate: number; seed: number; step: number; training: boolean }): number[][] {
  const context = { tf, name: kind.replaceAll('-', '_'), seed: at.seed, step: () => at.step }
  const layer = builders[kind]!(context, { rate: at.rate } as never)
  const output = layer.apply(tf.ones([batch, 2, 3, 4]), { training: at.training }) as tf.Tensor
  return tf.reshape(output, [batch, 24]).arraySync() as number[][]
}

const start = { rate: 0.25, seed: 11, step: 3, training: true }

describe.each(['dropout', 'drop-connect'])('%s', (kind) => {
  test('sets about its rate to 0 and divides the others by what is left, so that the mean stays', () => {
    const values = ofOnes(kind, start).flat()
    expect([...new Set(values.map((value) => value.toFixed(5)))].sort()).toEqual(['0.00000', '1.33333'])
    const share = values.filter((value) => value === 0).length / values.length
    // Drop connect draws 400 times: four standard deviations are 0.087.
    expect(Math.abs(share - 0.25)).toBeLessThan(0.087)
  })

  test('does nothing after training', () => {
    expect(new Set(ofOnes(kind, { ...start, training: false }).flat())).toEqual(new Set([1]))
  })

  test('draws by the layer’s seed and the step, and the same for the same', () => {
    const first = ofOnes(kind, start)
    expect(ofOnes(kind, start)).toEqual(first)
    expect(ofOnes(kind, { ...start, step: 4 })).not.toEqual(first)
    expect(ofOnes(kind, { ...start, seed: 12 })).not.toEqual(first)
  })
})

test('drop connect takes an example whole, dropout value by value', () => {
  const whole = (kind: string) => ofOnes(kind, start).filter((example) => new Set(example).size === 1).length
  expect(whole('drop-connect')).toBe(batch)
  expect(whole('dropout')).toBeLessThan(batch / 10)
})
