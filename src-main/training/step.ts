import type * as tfjs from '@tensorflow/tfjs'
import type { Batch } from '../data/batches.ts'
import { countCorrect, crossEntropy } from './loss.ts'
import type { Network } from './network.ts'
import type { Optimizer, Scalars, StepPlace } from './optimizers.ts'
import type { Measured } from './tally.ts'

/** A batch's figures before the weights change. */
export interface Figures {
  /** The mean over the batch, regularization included, as Keras says it. */
  loss: number
  /** How many of the batch were right. */
  correct: number
}

/** A batch as a step computes with it. */
export interface BatchTensors {
  /** `[count, …]` */
  images: tfjs.Tensor
  /** `[count]`, int32 */
  labels: tfjs.Tensor1D
}

/**
 * One training step in tensor operations alone, so that it can be recorded: forward, loss, gradients, optimizer. Batch
 * normalization's moving statistics change in the forward pass. Gives {@link Figures} as `[loss, correct]`.
 *
 * @param at.step this step's number, int32, from which random masks follow
 * @param at.scalars the optimizer's
 */
export function stepOn(
  network: Network,
  optimizer: Optimizer,
  { images, labels, step, scalars }: BatchTensors & { step: tfjs.Scalar; scalars: Scalars },
): tfjs.Tensor1D {
  const { tf, model, weights, clock } = network
  const variables = weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
  let correct: tfjs.Scalar | undefined
  clock.tensor = step
  try {
    const { value, grads } = tf.variableGrads(() => {
      const values = valuesOf(model.apply(images, { training: true }))
      // What is made in here is gone after the gradients, but for the loss.
      correct = tf.keep(countCorrect(tf, mainOf(network, values), labels))
      return lossOf(network, values, labels)
    }, variables)
    optimizer.apply(grads, scalars)
    return tf.stack([value, correct!]) as tfjs.Tensor1D
  } finally {
    correct?.dispose()
    clock.tensor = undefined
  }
}

/**
 * What a network gives with the weights as they are: nothing is changed, dropout is off. As `[1 + count × classes]`: the
 * loss, then the main output's probabilities, see {@link Measured}.
 */
export function measureOn(network: Network, { images, labels }: BatchTensors): tfjs.Tensor1D {
  const { tf, model, outputs } = network
  const values = valuesOf(model.apply(images, { training: false }))
  // As Keras does: what classes weigh is the training's alone.
  const { classWeights: _, ...objective } = network.objective
  const loss = lossOf({ ...network, objective }, values, labels)
  const main = mainOf(network, values)
  const isLogits = outputs.find(({ isMain }) => isMain)!.values === 'logits'
  return tf.concat([tf.reshape(loss, [1]), tf.reshape(isLogits ? tf.softmax(main) : main, [-1])]) as tfjs.Tensor1D
}

/** One training step, operation by operation. */
export async function trainStep(
  network: Network,
  optimizer: Optimizer,
  { batch, ...place }: { batch: Batch } & StepPlace,
): Promise<Figures> {
  const { tf, clock } = network
  clock.step = place.step
  const figures = tf.tidy(() => {
    const scalars = Object.entries(optimizer.scalars(place)).map(([name, value]) => [name, tf.scalar(value)])
    return stepOn(network, optimizer, {
      ...tensorsOf(network, batch),
      step: tf.scalar(place.step, 'int32'),
      scalars: Object.fromEntries(scalars) as Scalars,
    })
  })
  return readFigures(figures)
}

/** What the network gives for a batch, operation by operation. */
export async function measureBatch(network: Network, batch: Batch): Promise<Measured> {
  return readMeasured(network.tf.tidy(() => measureOn(network, tensorsOf(network, batch))))
}

export const tensorsOf = ({ tf, inputShape }: Network, { count, images, labels }: Batch): BatchTensors => ({
  images: tf.tensor(images, [count, ...inputShape]),
  labels: tf.tensor1d(labels, 'int32'),
})

/** What a model gives at each of its outputs. */
export const valuesOf = (given: unknown) => [given].flat() as tfjs.Tensor2D[]

/** What the network's own answer is read from. */
export const mainOf = ({ outputs }: Network, values: readonly tfjs.Tensor2D[]) =>
  values[outputs.findIndex(({ isMain }) => isMain)]!

/** The cross-entropy and what the layers' regularizers add. */
function lossOf(
  { tf, model, outputs, objective }: Network,
  values: readonly tfjs.Tensor2D[],
  labels: tfjs.Tensor1D,
): tfjs.Scalar {
  const penalties = model.calculateLosses()
  return penalties.reduce<tfjs.Scalar>(
    (sum, penalty) => tf.add(sum, penalty),
    crossEntropy(tf, { outputs, labels, objective }, values),
  )
}

export async function readFigures(figures: tfjs.Tensor): Promise<Figures> {
  const [loss, correct] = await figures.data()
  figures.dispose()
  return { loss: loss!, correct: correct! }
}

export async function readMeasured(measured: tfjs.Tensor): Promise<Measured> {
  const values = (await measured.data()) as Float32Array
  measured.dispose()
  return { loss: values[0]!, probabilities: values.subarray(1) }
}
