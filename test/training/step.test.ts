import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { optimizers, Plan } from '../../src-core/training/plan.ts'
import type { Batch } from '../../src-main/data/batches.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { objectiveOf } from '../../src-main/training/loss.ts'
import { assign, buildNetwork } from '../../src-main/training/network.ts'
import type { Network } from '../../src-main/training/network.ts'
import { createOptimizer } from '../../src-main/training/optimizers.ts'
import { measureBatch, trainStep } from '../../src-main/training/step.ts'
import { createTally } from '../../src-main/training/tally.ts'
import { python, runPython } from '../python/python.ts'
import { ends, lenet, normalized, threeOutputs, value } from './networks.ts'

tf.enableProdMode()

interface Case {
  name: string
  document: LoomDocument
  plan: Plan
  /** Examples of each class, for plans that weigh classes by it. */
  examples: number[]
}

const at = (name: string, document: LoomDocument, plan: Partial<Plan>): Case => ({
  name,
  document,
  plan: Plan.parse({ learningRate: plan.optimizer === 'sgd' ? 0.05 : 0.001, ...plan }),
  examples: [40, 10, 5, 45],
})
const plans: Partial<Plan>[] = [
  { optimizer: 'momentum', momentum: 0.7, nesterov: true },
  { optimizer: 'momentum', weightDecay: 0.02 },
  { optimizer: 'adam', beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
  { optimizer: 'adam', weightDecay: 0.1 },
  { optimizer: 'adamw' },
  { optimizer: 'rmsprop', rho: 0.8, rmspropMomentum: 0.9, epsilon: 0.5 },
  { optimizer: 'rmsprop', weightDecay: 0.1 },
  { optimizer: 'adagrad', accumulator: 0.5, epsilon: 1e-4 },
  { optimizer: 'sgd', weightDecay: 0.02 },
  { optimizer: 'sgd', clip: 'norm', clipNorm: 0.05 },
  { optimizer: 'momentum', clip: 'global', clipNorm: 0.2, weightDecay: 0.01 },
  { optimizer: 'momentum', clip: 'global', clipNorm: 1e5 },
  { optimizer: 'sgd', labelSmoothing: 0.1 },
  { optimizer: 'momentum', classWeights: 'balanced' },
]
const titleOf = (plan: Partial<Plan>) => Object.entries(plan).flat().join(' ')

/** Normalization among them, and a regularized layer. */
const frozenLayers = ['stem', 'stem norm', 'block/main/conv', 'norm']
const frozen: LoomDocument = {
  ...normalized,
  nodes: Object.fromEntries(
    Object.entries(normalized.nodes).map(([id, node]) => {
      if (node.type !== 'layer' || !frozenLayers.includes(id)) return [id, node]
      const params = node.kind === 'conv2d' ? { ...node.params, kernelRegularizer: 0.02 } : node.params
      return [id, { ...node, params, frozen: true as const }]
    }),
  ),
}

const published = lenet({ edition: 'published' })
const cases: Case[] = [
  ...optimizers.map((optimizer) => at(`published LeNet-5, ${optimizer}`, published, { optimizer })),
  at('documented LeNet-5', lenet({ edition: 'documented', inputSize: 28 }), { optimizer: 'adam' }),
  at('batch normalization, adam', normalized, { optimizer: 'adam' }),
  at('batch normalization, momentum', normalized, { optimizer: 'momentum' }),
  ...plans.map((plan) => at(`batch normalization, ${titleOf(plan)}`, normalized, plan)),
  at('three outputs', threeOutputs, { optimizer: 'momentum' }),
  at('three outputs, more of all', threeOutputs, {
    ...{ optimizer: 'adamw', auxiliaryWeight: 0.6, labelSmoothing: 0.2, classWeights: 'balanced' },
    ...{ clip: 'global', clipNorm: 0.1 },
  }),
  at('frozen layers', frozen, { optimizer: 'momentum', weightDecay: 0.01, clip: 'global', clipNorm: 0.1 }),
  ...Object.entries(ends).map(([name, document]) => at(name, document, { optimizer: 'sgd' })),
]

/** What one side makes of three batches: weights by `<Keras name>/<weight>` after each. */
interface Trained {
  losses: number[]
  accuracies: number[]
  steps: Record<string, number[]>[]
  measured: [loss: number, accuracy: number]
}

const batchSize = 4
function batchesFor({ inputShape, model }: Network): Batch[] {
  const classes = model.outputs[0]!.shape[1]!
  return [1, 2, 3].map((seed) => ({
    count: batchSize,
    images: tf.randomUniform([batchSize, ...inputShape], 0, 1, 'float32', seed).dataSync() as Float32Array,
    labels: tf.randomUniform([batchSize], 0, classes, 'int32', seed).dataSync() as Int32Array,
  }))
}

function networkOf({ document, plan, examples }: Case): Network {
  const network = value(buildNetwork(tf, document, { seed: 1, objective: objectiveOf(plan, examples) }))
  value(assign(tf, network.weights, randomWeights(document, 5)))
  return network
}

async function train(wanted: Case): Promise<Trained> {
  const { document, plan } = wanted
  const network = networkOf(wanted)
  const names = kerasNames(analyze(document).order)
  const variables = network.weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
  const optimizer = createOptimizer(tf, plan, variables)
  const trained: Trained = { losses: [], accuracies: [], steps: [], measured: [NaN, NaN] }
  const batches = batchesFor(network)
  for (const [index, batch] of batches.entries()) {
    const { loss, correct } = await trainStep(network, optimizer, {
      batch,
      step: index + 1,
      learningRate: plan.learningRate,
    })
    trained.losses.push(loss)
    trained.accuracies.push(correct / batch.count)
    trained.steps.push(
      Object.fromEntries(
        network.weights.map(({ layer, name, variable }) => [`${names.get(layer)}/${name}`, [...variable.dataSync()]]),
      ),
    )
  }
  const { count: _, ...batch } = batches[2]!
  const tally = createTally(network.classes, network.inputShape)
  tally.add({ ...batch, ...(await measureBatch(network, batches[2]!)) })
  const { loss, accuracy } = tally.figures()
  trained.measured = [loss, accuracy]
  return trained
}

const furthest = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0)

/** The same for losses, which have no scale of their own: of 1, or of the loss where it is larger. */
const furthestOfScale = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!) / Math.max(1, Math.abs(b[index]!))), 0)

describe.skipIf(!python)('a step is Keras’s step:', () => {
  let folder: string
  let judged: Trained[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-steps-'))
    const asked = []
    for (const [index, wanted] of cases.entries()) {
      const { document, plan } = wanted
      const path = join(folder, `${index}.keras`)
      value(await exportModel({ document, weights: randomWeights(document, 5), format: 'keras', path }))
      const network = networkOf(wanted)
      const batches = batchesFor(network).map(({ images, labels, count }) => ({
        images: [...images],
        labels: [...labels],
        shape: [count, ...network.inputShape],
      }))
      const main = network.outputs.findIndex(({ isMain }) => isMain)
      const classWeights = network.objective.classWeights ?? null
      const names = kerasNames(analyze(document).order)
      const still = document === frozen ? frozenLayers.map((id) => names.get(id)!) : []
      asked.push({ frozen: still, plan, path, logits: wanted.name === 'logits', main, classWeights, batches })
    }
    judged = await runPython<Trained[]>(join(import.meta.dirname, 'judge.py'), asked)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(cases.map((wanted, index) => [wanted.name, wanted, index] as const))('%s', async (_name, wanted, index) => {
    const [ours, theirs] = [await train(wanted), judged[index]!]
    expect(furthestOfScale(ours.losses, theirs.losses)).toBeLessThan(1e-5)
    expect(ours.accuracies).toEqual(theirs.accuracies)
    for (const step of [0, 2]) {
      expect(Object.keys(ours.steps[step]!).sort()).toEqual(Object.keys(theirs.steps[step]!).sort())
      for (const [name, values] of Object.entries(ours.steps[step]!)) {
        expect(furthest(values, theirs.steps[step]![name]!), `${name} after step ${step + 1}`).toBeLessThan(1e-5)
      }
    }
    expect(furthestOfScale(ours.measured, theirs.measured)).toBeLessThan(1e-5)
    // Every weight has moved, statistics too: nothing agrees by standing still.
    const start = networkOf(wanted).weights
    for (const [place, values] of Object.values(ours.steps[2]!).entries()) {
      const isStill = wanted.document === frozen && frozenLayers.includes(start[place]!.layer)
      if (isStill) expect(values).toEqual([...start[place]!.variable.dataSync()])
      else expect(furthest(values, [...start[place]!.variable.dataSync()])).toBeGreaterThan(1e-5)
    }
  })
})

test('steps leave no tensors behind', async () => {
  const network = networkOf(at('', threeOutputs, {}))
  const variables = network.weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
  const optimizer = createOptimizer(tf, { optimizer: 'adamw', clip: 'global' }, variables)
  const [batch] = batchesFor(network)
  const counts: number[] = []
  for (let step = 1; step <= 4; step++) {
    await trainStep(network, optimizer, { batch: batch!, step, learningRate: 0.001 })
    await measureBatch(network, batch!)
    counts.push(tf.memory().numTensors)
  }
  expect(counts).toEqual(counts.map(() => counts[0]))
})
