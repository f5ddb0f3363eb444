import type * as tfjs from '@tensorflow/tfjs'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { isFrozen } from '../../src-core/graph/frozen.ts'
import { weightName } from '../../src-core/layers/weight-names.tfjs.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { backendOf } from './graph-step/binding.ts'
import { nativeOperations } from './graph-step/native.ts'
import { forTraining, plainObjective } from './loss.ts'
import type { Objective, Output } from './loss.ts'
import { buildModel } from './model.ts'

/** A weight of a network, where its values are now. */
export interface NetworkWeight {
  /** The layer's node id. */
  layer: string
  /** Keras's name of it in the layer. */
  name: string
  shape: number[]
  trainable: boolean
  variable: tfjs.Variable
}

/** A network of one input, built to be trained or measured. */
export interface Network {
  tf: typeof tfjs
  model: tfjs.LayersModel
  /** In the order of the model's. */
  outputs: readonly Output[]
  objective: Objective
  /** Of one example. */
  inputShape: number[]
  /** Of the main output. */
  classes: number
  weights: NetworkWeight[]
  /** The model's layers by node id. */
  layers: ReadonlyMap<string, tfjs.layers.Layer>
  clock: Clock
}

/** The training step under way, from which random masks follow. */
export interface Clock {
  /** From 1; 0 before the first. */
  step: number
  /** The same while the step is computed, int32: in a graph it is what the graph is fed. */
  tensor?: tfjs.Scalar
}

export function buildNetwork(
  tf: typeof tfjs,
  document: LoomDocument,
  { seed, objective = plainObjective }: { seed: number; objective?: Objective },
): Result<Network> {
  const analysis = analyze(document)
  const trained = forTraining(document)
  const clock: Clock = { step: 0 }
  const backend = backendOf(tf)
  const native = backend && nativeOperations(tf, backend, () => clock.tensor ?? tf.scalar(clock.step, 'int32'))
  const built = buildModel(tf, trained.document, { seed, step: () => clock.step, native })
  if (!built.ok) return built
  const { model, names } = built.value
  const layers = new Map([...names].map(([id, name]) => [id, model.getLayer(name)]))
  const weights = [...layers].flatMap(([id, layer]) => weightsOf(document, id, layer))
  const inputShape = [...analysis.layers.get(analysis.inputs[0]!)!.shape!]
  const classes = analysis.layers.get(analysis.mainOutput!)!.shape!.at(-1)!
  return ok({ tf, model, outputs: trained.outputs, objective, inputShape, classes, weights, layers, clock })
}

function weightsOf(document: LoomDocument, layer: string, built: tfjs.layers.Layer): NetworkWeight[] {
  const trainable = new Set(isFrozen(document, layer) ? [] : built.trainableWeights)
  return built.weights.map((weight) => ({
    layer,
    name: weightName(built, weight),
    shape: weight.shape as number[],
    trainable: trainable.has(weight),
    variable: weight.read() as tfjs.Variable,
  }))
}

/** What tells one tensor of a run from all others: `slot` where it is not a weight but an optimizer's memory of one. */
interface Named {
  layer: string
  name: string
  slot?: string
  shape: number[]
}

/** Gives variables their values, each by its names and shape: exactly these, or a sentence and nothing is changed. */
export function assign(
  tf: typeof tfjs,
  variables: readonly (Named & { variable: tfjs.Variable })[],
  values: readonly (Named & { data: Float32Array })[],
): Result<void> {
  const key = ({ layer, name, slot, shape }: Named) => JSON.stringify([layer, name, slot, shape])
  const given = new Map(values.map((value) => [key(value), value]))
  const missing = variables.find((wanted) => !given.has(key(wanted)))
  if (missing || given.size !== variables.length) return otherNetwork(missing?.layer)
  for (const wanted of variables) {
    const tensor = tf.tensor(given.get(key(wanted))!.data, wanted.shape)
    wanted.variable.assign(tensor)
    tensor.dispose()
  }
  return ok(undefined)
}

const otherNetwork = (layer: string | undefined) =>
  fail(
    'weights-do-not-fit',
    {
      en: `The weights in the run’s folder are those of another network${layer === undefined ? '' : `: they lack “${layer}” as it is`}.`,
      zh: `训练文件夹中的权重属于另一个网络${layer === undefined ? '' : `：与“${layer}”不符`}。`,
    },
    { en: 'Start a new run of this network.', zh: '请为该网络开始一次新的训练。' },
  )

/** Whether every number in these tensors is finite. */
export async function areFinite(tf: typeof tfjs, tensors: readonly tfjs.Tensor[]): Promise<boolean> {
  const finite = tf.tidy(() => tf.all(tf.stack(tensors.map((tensor) => tf.all(tf.isFinite(tensor))))))
  const [answer] = await finite.data()
  finite.dispose()
  return Boolean(answer)
}
