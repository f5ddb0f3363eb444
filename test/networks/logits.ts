import * as tf from '@tensorflow/tfjs'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { buildModel } from '../../src-main/training/model.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { value } from './open.ts'

/** An odd number that no network brings along. */
export const classes = 7

/** What our model gives with these weights, as training and `predict` build it. */
export function ours(document: LoomDocument, weights: readonly LayerWeight[], input: tf.Tensor): number[][] {
  const { model, names } = value(buildModel(tf, document, { seed: 1 }))
  for (const [id, name] of names) {
    const own = weights.filter(({ layer }) => layer === id)
    const tensors = own.map(({ data, shape }) => tf.tensor(data, shape))
    model.getLayer(name).setWeights(tensors)
    tf.dispose(tensors)
  }
  const outputs = tf.tidy(() => [model.predict(input)].flat().map((output) => [...output.dataSync()]))
  model.dispose()
  return outputs
}

/** Logits, but for a number that those of one image share: the softmax takes it away. */
export const logits = (probabilities: readonly number[]): number[] => probabilities.map((value) => Math.log(value))

/** How far a class's logits go from their mean over the images. */
export function spreadOf(values: readonly number[]): number {
  const ofClass = Array.from({ length: classes }, (_, at) => values.filter((_, index) => index % classes === at))
  const squares = ofClass.flatMap((own) => {
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return own.map((value) => (value - mean) ** 2)
  })
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length)
}

export const furthest = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0)
