import type * as tfjs from '@tensorflow/tfjs'
import type { Batch } from '../data/batches.ts'
import { crossEntropy } from './loss.ts'
import type { Network } from './network.ts'
import { tensorsOf } from './step.ts'

/** Where a training's numbers went wrong, as far as one batch and the last weights that were kept show it. */
export type Finding =
  /** The images themselves have values that are no finite numbers. */
  | { what: 'data' }
  /** The first layer whose output is not finite, or the one nearest to the loss whose gradient is not. */
  | { what: 'output' | 'gradient'; layer: string }
  /** Nothing is wrong yet; here the gradient is largest. */
  | { what: 'largest'; layer: string; gradient: number }

/**
 * Goes through a network once, operation by operation, with its weights as they are. Moving statistics take the batch in:
 * it is a look at a network that is not trained any further.
 */
export async function diagnose(network: Network, batch: Batch): Promise<Finding | undefined> {
  if (!batch.images.every(Number.isFinite)) return { what: 'data' }
  const { tf } = network
  const { outputs, gradients } = extremes(network, batch)
  const highest = await readEach(tf, outputs)
  const broken = [...highest].find(([, value]) => !Number.isFinite(value))
  if (broken) return { what: 'output', layer: broken[0] }
  const steepest = await readEach(tf, gradients)
  const [last] = [...steepest].filter(([, value]) => !Number.isFinite(value)).slice(-1)
  if (last) return { what: 'gradient', layer: last[0] }
  const [most] = [...steepest].toSorted(([, a], [, b]) => b - a)
  return most && { what: 'largest', layer: most[0], gradient: most[1] }
}

/** The largest absolute value of each layer's output and of its weights' gradients, in the order of the layers. */
function extremes(network: Network, batch: Batch) {
  const { tf, model, weights, objective } = network
  const layers = model.layers.filter(({ output }) => !Array.isArray(output))
  const variables = weights.filter(({ trainable }) => trainable)
  const found = tf.tidy(() => {
    const { images, labels } = tensorsOf(network, batch)
    const watched = tf.model({
      inputs: model.inputs,
      outputs: layers.map(({ output }) => output as tfjs.SymbolicTensor),
    })
    const outputs = [watched.apply(images, { training: false })].flat() as tfjs.Tensor[]
    const { grads } = tf.variableGrads(
      () => {
        const values = [model.apply(images, { training: true })].flat() as tfjs.Tensor2D[]
        return crossEntropy(tf, { outputs: network.outputs, labels, objective }, values)
      },
      variables.map(({ variable }) => variable),
    )
    const most = (tensor: tfjs.Tensor) => tf.max(tf.abs(tensor))
    const gradients = variables.map(({ variable }) =>
      grads[variable.name] ? most(grads[variable.name]!) : tf.scalar(0),
    )
    return { outputs: outputs.map(most), gradients }
  })
  const named = (names: string[], values: tfjs.Tensor[]) =>
    names.map((name, place) => ({ name, value: values[place]! }))
  return {
    outputs: named(
      layers.map((layer) => idOf(network, layer)),
      found.outputs,
    ),
    gradients: named(
      variables.map(({ layer }) => layer),
      found.gradients,
    ),
  }
}

/** A layer's node id; the name that the model has for it where it has no weights. */
const idOf = ({ weights }: Network, layer: tfjs.layers.Layer): string =>
  weights.find(({ variable }) => layer.weights.some((weight) => weight.read() === variable))?.layer ?? layer.name

/** The values by layer: of a layer's several weights the one that is largest, or no number at all. */
async function readEach(tf: typeof tfjs, found: readonly { name: string; value: tfjs.Tensor }[]) {
  const read = new Map<string, number>()
  for (const { name, value } of found) {
    const [most] = await value.data()
    read.set(name, Math.max(read.get(name) ?? 0, most!))
  }
  tf.dispose(found.map(({ value }) => value))
  return read
}
