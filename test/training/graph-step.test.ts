import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as tfjs from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { optimizers, Plan } from '../../src-core/training/plan.ts'
import type { Batch } from '../../src-main/data/batches.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { objectiveOf } from '../../src-main/training/loss.ts'
import { backendOf, types } from '../../src-main/training/graph-step/binding.ts'
import { compile } from '../../src-main/training/graph-step/compile.ts'
import { assign, buildNetwork } from '../../src-main/training/network.ts'
import type { Network } from '../../src-main/training/network.ts'
import { createOptimizer } from '../../src-main/training/optimizers.ts'
import { trainStep } from '../../src-main/training/step.ts'
import { createStepper } from '../../src-main/training/stepper.ts'
import { newDocument } from '../../templates/open.ts'
import { tensorflow, whyNoTensorFlow } from '../networks/tensorflow.ts'
import { python, runPython } from '../python/python.ts'
import { grouped, lenet, normalized, small, threeOutputs, value } from './networks.ts'

const tf = (await tensorflow())!

interface Case {
  name: string
  document: LoomDocument
  plan: Plan
  /** Deep networks of batch normalization make rounding grow from step to step: one is compared. */
  steps: 1 | 3
}

const at = (name: string, document: LoomDocument, plan: Partial<Plan>, steps: 1 | 3 = 3): Case => ({
  ...{ name, document, steps },
  plan: Plan.parse({ learningRate: plan.optimizer === 'sgd' ? 0.05 : 0.001, ...plan }),
})

const shufflenet = value(newDocument('shufflenet', { groups: 3, scale: 0.5, inputSize: 33, classes: 4 }))
const cases: Case[] = [
  ...optimizers.map((optimizer) => at(`LeNet-5, ${optimizer}`, lenet({}), { optimizer })),
  at('batch normalization, adam', normalized, { optimizer: 'adam' }),
  at('batch normalization, nesterov', normalized, { optimizer: 'momentum', nesterov: true }),
  at('batch normalization, clipped', normalized, {
    ...{ optimizer: 'momentum', clip: 'global', clipNorm: 0.2, weightDecay: 0.01 },
  }),
  at('convolutions in groups', grouped, { optimizer: 'sgd' }),
  at('three outputs', threeOutputs, { optimizer: 'momentum' }),
  at('three outputs, more of all', threeOutputs, {
    ...{ optimizer: 'adamw', auxiliaryWeight: 0.6, labelSmoothing: 0.2, classWeights: 'balanced' },
    ...{ clip: 'global', clipNorm: 0.1 },
  }),
  at('ShuffleNet', shufflenet, { optimizer: 'momentum' }, 1),
]

const batchSize = 4
function batchesFor({ inputShape, model }: Network, steps: number): Batch[] {
  const classes = model.outputs[0]!.shape[1]!
  return Array.from({ length: steps }, (_, seed) => ({
    count: batchSize,
    images: tf.randomUniform([batchSize, ...inputShape], 0, 1, 'float32', seed + 1).dataSync() as Float32Array,
    labels: tf.randomUniform([batchSize], 0, classes, 'int32', seed + 1).dataSync() as Int32Array,
  }))
}

function networkOf({ document, plan }: Pick<Case, 'document' | 'plan'>): Network {
  const network = value(buildNetwork(tf, document, { seed: 1, objective: objectiveOf(plan, [40, 10, 5, 45]) }))
  value(assign(tf, network.weights, randomWeights(document, 5)))
  return network
}

/** A network in training, every one as a graph. */
function begin(wanted: Pick<Case, 'document' | 'plan'>) {
  const network = networkOf(wanted)
  const variables = network.weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
  const optimizer = createOptimizer(tf, wanted.plan, variables)
  const said: string[] = []
  const stepper = createStepper(network, { optimizer, log: (line) => said.push(line) })
  const take = (batch: Batch, step: number) => stepper.train(batch, { step, learningRate: wanted.plan.learningRate })
  return { network, optimizer, stepper, said, take }
}

const listed = (variable: tfjs.Variable) => [...variable.dataSync()]

/** What one side makes of the batches: weights by `<Keras name>/<weight>` after each. */
interface Trained {
  losses: number[]
  steps: Record<string, number[]>[]
  measured: [loss: number, accuracy?: number]
}

async function train(wanted: Case): Promise<Trained> {
  const { network, stepper, said, take } = begin(wanted)
  const names = kerasNames(analyze(wanted.document).order)
  const trained: Trained = { losses: [], steps: [], measured: [NaN] }
  const batches = batchesFor(network, wanted.steps)
  for (const [index, batch] of batches.entries()) {
    trained.losses.push((await take(batch, index + 1)).loss)
    const now = network.weights.map(({ layer, name, variable }) => [`${names.get(layer)}/${name}`, listed(variable)])
    trained.steps.push(Object.fromEntries(now))
  }
  const { loss } = await stepper.measure(batches.at(-1)!)
  trained.measured = [loss]
  expect({ mode: stepper.mode(), said }).toEqual({ mode: 'graph', said: [] })
  stepper.close()
  return trained
}

const furthest = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0)
const furthestOfScale = (a: readonly number[], b: readonly number[]) =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!) / Math.max(1, Math.abs(b[index]!))), 0)

describe.skipIf(!tf || !python)(
  tf ? 'a step as a graph is Keras’s step:' : `steps as graphs (${whyNoTensorFlow})`,
  () => {
    let folder: string
    let judged: Trained[]
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'layerloom-graphs-'))
      const asked = []
      for (const [index, wanted] of cases.entries()) {
        const { document, plan, steps } = wanted
        const path = join(folder, `${index}.keras`)
        value(await exportModel({ document, weights: randomWeights(document, 5), format: 'keras', path }))
        const network = networkOf(wanted)
        const batches = batchesFor(network, steps).map(({ images, labels, count }) => ({
          images: [...images],
          labels: [...labels],
          shape: [count, ...network.inputShape],
        }))
        const main = network.outputs.findIndex(({ isMain }) => isMain)
        const classWeights = network.objective.classWeights ?? null
        asked.push({ plan, path, logits: false, main, classWeights, batches })
      }
      judged = await runPython<Trained[]>(join(import.meta.dirname, 'judge.py'), asked)
    }, 300_000)
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test.each(cases.map((wanted, index) => [wanted.name, wanted, index] as const))(
      '%s',
      async (_name, wanted, index) => {
        const [ours, theirs] = [await train(wanted), judged[index]!]
        expect(furthestOfScale(ours.losses, theirs.losses)).toBeLessThan(1e-5)
        for (const [step, weights] of ours.steps.entries()) {
          expect(Object.keys(weights).sort()).toEqual(Object.keys(theirs.steps[step]!).sort())
          for (const [name, values] of Object.entries(weights)) {
            expect(furthest(values, theirs.steps[step]![name]!), `${name} after step ${step + 1}`).toBeLessThan(1e-5)
          }
        }
        expect(furthestOfScale(ours.measured as [number], theirs.measured as [number])).toBeLessThan(1e-5)
      },
    )
  },
)

describe.skipIf(!tf)('steps as graphs', () => {
  const plan = Plan.parse({ optimizer: 'momentum', learningRate: 0.01 })
  const dropping = { document: small, plan }
  const batchOf = (network: Network, count = batchSize): Batch => {
    const [batch] = batchesFor(network, 1)
    return {
      count,
      images: batch!.images.slice(0, (batch!.images.length / batchSize) * count),
      labels: batch!.labels.slice(0, count),
    }
  }

  test('masks differ from step to step, and a resumed run draws the same', async () => {
    // With a learning rate of 0 nothing differs but the masks.
    const run = async (steps: number[]) => {
      const { network, stepper } = begin(dropping)
      const batch = batchOf(network)
      const losses: number[] = []
      for (const step of steps) losses.push((await stepper.train(batch, { step, learningRate: 0 })).loss)
      stepper.close()
      return losses
    }
    const whole = await run([1, 2, 3, 4])
    expect(new Set(whole).size).toBe(4)
    expect(await run([3, 4])).toEqual(whole.slice(2))
  })

  test('batches of other sizes share the weights, and an eager step draws the same masks', async () => {
    const [graph, eager] = [begin(dropping), begin(dropping)]
    for (const [index, count] of [4, 3, 4, 2].entries()) {
      const batch = batchOf(graph.network, count)
      const place = { step: index + 1, learningRate: 0.01 }
      const { loss } = await graph.stepper.train(batch, place)
      const other = await trainStep(eager.network, eager.optimizer, { batch, ...place })
      expect(Math.abs(loss - other.loss)).toBeLessThan(1e-5)
    }
    for (const [index, { variable }] of graph.network.weights.entries()) {
      expect(furthest(listed(variable), listed(eager.network.weights[index]!.variable))).toBeLessThan(1e-5)
    }
    graph.stepper.close()
  })

  test('what is assigned between steps counts, and copies keep their values', async () => {
    const { network, take, stepper } = begin({ document: lenet({}), plan })
    const [{ variable }] = network.weights as [Network['weights'][number]]
    const batch = batchOf(network)
    const first = await take(batch, 1)
    const copy = tf.keep(tf.clone(variable))
    const before = [...copy.dataSync()]
    await take(batch, 2)
    expect([...copy.dataSync()]).toEqual(before)
    expect(listed(variable)).not.toEqual(before)
    value(assign(tf, network.weights, randomWeights(lenet({}), 5)))
    expect((await take(batch, 3)).loss).toBeCloseTo(first.loss, 6)
    stepper.close()
    expect(listed(variable)).not.toEqual(before)
  })

  test.each([
    ['draws its own random numbers', () => tf.randomNormal([1]), 'draws random numbers in JavaScript'],
    ['looks at numbers', (x: tfjs.Tensor) => tf.scalar(tf.mean(x).dataSync()[0]!), 'looks at numbers'],
  ])('a layer that %s is trained operation by operation, and the log says why', async (_name, compute, why) => {
    const { network, stepper, said, take } = begin(dropping)
    const [, layer] = network.model.layers
    const call = layer!.call.bind(layer)
    layer!.call = (inputs, options) => {
      const output = call(inputs, options) as tfjs.Tensor
      return tf.add(output, tf.mul(compute(output), 1e-3))
    }
    const start = network.weights.map(({ variable }) => listed(variable))
    const { loss } = await take(batchOf(network), 1)
    expect(Number.isFinite(loss)).toBe(true)
    expect({ mode: stepper.mode(), said }).toEqual({ mode: 'eager', said: [expect.stringContaining(why)] })
    expect(network.weights.map(({ variable }) => listed(variable))).not.toEqual(start)
  })

  test.each([
    [{ optimizer: 'sgd' }, ['ResourceApplyGradientDescent']],
    [{ optimizer: 'momentum' }, ['ResourceApplyKerasMomentum']],
    [
      { optimizer: 'momentum', nesterov: true, weightDecay: 0.01 },
      ['AssignSubVariableOp', 'ResourceApplyKerasMomentum'],
    ],
    [{ optimizer: 'adam', clip: 'norm' }, ['ResourceApplyAdam']],
    [{ optimizer: 'adamw' }, ['AssignSubVariableOp', 'ResourceApplyAdam']],
    [{ optimizer: 'adagrad' }, []],
  ] satisfies [Partial<Plan>, string[]][])('%o changes weights in place by %j', (given, kernels) => {
    const weight = tf.variable(tf.tensor1d([1, 2, 3]))
    const optimizer = createOptimizer(tf, given, [weight])
    const names = Object.keys(optimizer.scalars({ learningRate: 0.1, step: 1 }))
    const inputs = Object.fromEntries(names.map((name) => [name, { shape: [] as number[], dtype: types.float }]))
    const { updates, assignments } = compile(tf, backendOf(tf)!, {
      name: 'step',
      inputs: { ...inputs, gradient: { shape: [3], dtype: types.float } },
      run({ gradient, ...scalars }) {
        optimizer.apply({ [weight.name]: gradient! }, scalars as Record<string, tfjs.Scalar>)
        return []
      },
    })
    expect(updates.map(({ node }) => node.op)).toEqual(kernels)
    expect(assignments.length === 0).toBe(kernels.length > 0)
    optimizer.dispose()
    weight.dispose()
  })

  test('leave no tensors behind', async () => {
    const { network, take, stepper } = begin({ document: threeOutputs, plan: Plan.parse({ optimizer: 'adam' }) })
    const batch = batchOf(network)
    const counts: number[] = []
    for (let step = 1; step <= 4; step++) {
      await take(batch, step)
      await stepper.measure(batch)
      network.weights.forEach(({ variable }) => variable.dataSync())
      counts.push(tf.memory().numTensors)
    }
    expect(counts).toEqual(counts.map(() => counts[0]))
    stepper.close()
  })
})
