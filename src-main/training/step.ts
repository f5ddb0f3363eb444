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
      const values = model.apply(images, { training: true }) as tfjs.Tensor2D
      // What is made in here is gone after the gradients, but for the loss.
      correct = tf.keep(countCorrect(tf, values, labels))
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
    const values = model.apply(images, { training: false }) as tfjs.Tensor2D
    return tf.stack([lossOf(network, values, labels), countCorrect(tf, values, labels)])
  })
  return read(figures)
}

const tensorsOf = ({ tf, inputShape }: Network, { count, images, labels }: Batch) => ({
  images: tf.tensor(images, [count, ...inputShape]),
  labels: tf.tensor1d(labels, 'int32'),
})

/** The cross-entropy and what the layers' regularizers add. */
function lossOf({ tf, model, outputs }: Network, values: tfjs.Tensor2D, labels: tfjs.Tensor1D): tfjs.Scalar {
  const penalties = model.calculateLosses()
  return penalties.reduce<tfjs.Scalar>(
    (sum, penalty) => tf.add(sum, penalty),
    crossEntropy(tf, outputs, values, labels),
  )
}

async function read(figures: tfjs.Tensor): Promise<Figures> {
  const [loss, correct] = await figures.data()
  figures.dispose()
  return { loss: loss!, correct: correct! }
}
