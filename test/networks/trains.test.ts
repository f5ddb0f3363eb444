import { describe, expect, test } from 'vitest'
import { buildNetwork } from '../../src-main/training/network.ts'
import { createOptimizer } from '../../src-main/training/optimizers.ts'
import { trainStep } from '../../src-main/training/step.ts'
import { templates } from '../../templates/registry.ts'
import { every } from './every.ts'
import { value } from './open.ts'
import { drawShapes, shapeClasses } from './shapes.ts'
import { tensorflow, whyNoTensorFlow } from './tensorflow.ts'
import { documentOf, titleOf, variants } from './variants.ts'
import type { Variant } from './variants.ts'

const batchSize = 16
const steps = 3

const one = (template: string) => variants.find((variant) => variant.template === template)!
const trained = (every ? variants : Object.keys(templates).map(one)).map(onSmallImages)

/** EfficientNet-B7's activations for sixteen larger images would take more memory than most computers have. */
function onSmallImages(variant: Variant): Variant {
  const { options } = variant
  return Number(options.inputSize) > 128 ? { ...variant, options: { ...options, inputSize: 64 } } : variant
}

const tf = await tensorflow()

describe.skipIf(!tf)(tf ? 'three steps on drawn shapes make the loss fall:' : `training (${whyNoTensorFlow})`, () => {
  test.each(trained.map((variant) => [titleOf(variant), variant] as const))('%s', async (_name, variant) => {
    const document = documentOf(variant, shapeClasses)
    let step = 0
    const network = value(buildNetwork(tf!, document, { seed: 1 }))
    const variables = network.weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
    const optimizer = createOptimizer(tf!, document.training, variables)
    const batch = drawShapes(batchSize, network.inputShape, 1)
    const { learningRate } = document.training
    const take = async () => losses.push((await trainStep(network, optimizer, { batch, step, learningRate })).loss)
    const losses: number[] = []
    for (step = 1; step <= steps; step++) await take()
    // What the steps have led to, with the first step's masks and normalized by the batch as it was: moving statistics
    // lag far behind.
    step = 1
    await take()
    expect(losses.every(Number.isFinite)).toBe(true)
    expect(losses.at(-1)).toBeLessThan(losses[0]!)
    optimizer.dispose()
    network.model.dispose()
  })
})
