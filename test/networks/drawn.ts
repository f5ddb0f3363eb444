import * as tf from '@tensorflow/tfjs'
import { expect } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'
import { classes, furthest, logits, ours, spreadOf } from './logits.ts'
import { documentOf } from './variants.ts'
import type { Variant } from './variants.ts'

const images = 4

/** A network with every weight and statistic drawn, images, and what our model makes of them. */
export interface Drawn {
  document: LoomDocument
  weights: LayerWeight[]
  /** `[image, height, width, channel]` */
  input: { shape: number[]; data: number[] }
  /** The probabilities of each output, image by image. */
  outputs: number[][]
  params: number
}

/** The same for a seed: of a thin, deep network the first from there whose outputs are not so sure that logits are lost. */
export function drawn(variant: Variant, seed: number): Drawn {
  for (let next = seed; ; next += 1_000) {
    const one = drawnBy(variant, next)
    if (one.outputs.flat().every((probability) => probability > 1e-30)) return one
  }
}

function drawnBy(variant: Variant, seed: number): Drawn {
  const document = documentOf(variant, classes)
  const { inputs, layers, blocks } = analyze(document)
  const weights = randomWeights(document, seed)
  const input = tf.randomNormal([images, ...layers.get(inputs[0]!)!.shape!], 0, 1, 'float32', seed)
  const { trainable, nonTrainable } = blocks.get('')!
  const outputs = ours(document, weights, input)
  const asked = { shape: input.shape, data: [...input.dataSync()] }
  input.dispose()
  return { document, weights, input: asked, outputs, params: trainable + nonTrainable }
}

/** What other programs call a network's outputs, in its order. */
export function outputNames(document: LoomDocument): string[] {
  const { outputs, order } = analyze(document)
  const names = kerasNames(order)
  return outputs.map((id) => names.get(id)!)
}

/** Expects a reader's probabilities to be ours: logits closer than this share of their spread over the images. */
export function expectSame(ours: readonly number[][], theirs: readonly (readonly number[])[], share = 1e-3) {
  expect(theirs).toHaveLength(ours.length)
  for (const [at, own] of ours.entries()) {
    const [one, other] = [logits(own), logits(theirs[at]!)]
    expect(one).toHaveLength(images * classes)
    // Outputs that follow from no image would agree whatever the weights.
    expect(spreadOf(one)).toBeGreaterThan(1e-3)
    expect(furthest(one, other)).toBeLessThan(share * spreadOf(one))
  }
}
