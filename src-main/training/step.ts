import type * as tfjs from '@tensorflow/tfjs'
import type { Batch } from '../data/batches.ts'
import { countCorrect, crossEntropy } from './loss.ts'
import type { Network } from './network.ts'
import type { Optimizer, Scalars, StepPlace } from './optimizers.ts'

/** A batch's figures before the weights change. */
export interface Figures {
  /** The mean over the batch, regularization included, as Keras says it. */
  loss: number
  /** How many of the batch were right. */
  correct: number
}

/**
 * One training step: forward, loss, gradients, optimizer. Batch normalization's moving statistics change in the
 * forward pass.
 */
export async function trainStep(
  network: Network,
  optimizer: Optimizer,
  { batch, ...place }: { batch: Batch } & StepPlace,
): Promise<Figures> {
  const { tf, model, weights } = network
  const variables = weights.filter(({ trainable }) => trainable).map(({ variable }) => variable)
  const figures = tf.tidy(() => {
    const { images, labels } = tensorsOf(network, batch)
    let correct: tfjs.Scalar | undefined
    const { value, grads } = tf.variableGrads(() => {
      const values = valuesOf(model.apply(images, { training: true }))
      // What is made in here is gone after the gradients, but for the loss.
      correct = tf.keep(countCorrect(tf, mainOf(network, values), labels))
      return lossOf(network, values, labels)
    }, variables)
    const scalars = Object.entries(optimizer.scalars(place)).map(([name, value]) => [name, tf.scalar(value)])
    optimizer.apply(grads, Object.fromEntries(scalars) as Scalars)
    const both = tf.stack([value, correct!])
    correct!.dispose()
    return both
  })
  return read(figures)
}

/** A batch's figures with the weights as they are: nothing is changed, dropout is off. */
export async function measureBatch(network: Network, batch: Batch): Promise<Figures> {
  const { tf, model } = network
  const figures = tf.tidy(() => {
    const { images, labels } = tensorsOf(network, batch)
    const values = valuesOf(model.apply(images, { training: false }))
    // As Keras does: what classes weigh is the training's alone.
    const { classWeights: _, ...objective } = network.objective
    const loss = lossOf({ ...network, objective }, values, labels)
    return tf.stack([loss, countCorrect(tf, mainOf(network, values), labels)])
  })
  return read(figures)
}

const tensorsOf = ({ tf, inputShape }: Network, { count, images, labels }: Batch) => ({
  images: tf.tensor(images, [count, ...inputShape]),
  labels: tf.tensor1d(labels, 'int32'),
})

/** What a model gives at each of its outputs. */
const valuesOf = (given: unknown) => [given].flat() as tfjs.Tensor2D[]

/** What the network's own answer is read from. */
const mainOf = ({ outputs }: Network, values: readonly tfjs.Tensor2D[]) =>
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

async function read(figures: tfjs.Tensor): Promise<Figures> {
  const [loss, correct] = await figures.data()
  figures.dispose()
  return { loss: loss!, correct: correct! }
}
