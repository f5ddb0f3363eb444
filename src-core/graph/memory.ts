import type { Plan } from '../training/plan.ts'
import type { Analysis, BlockAnalysis } from './analysis.ts'

/** Bytes of a 32-bit float: weights, gradients and an optimizer's numbers are all such. */
const bytesPerNumber = 4

/** How many numbers an optimizer keeps for each trainable weight between two steps. */
const slots: Record<Plan['optimizer'], number> = { sgd: 0, momentum: 1, adam: 2, adamw: 2, rmsprop: 1, adagrad: 1 }

/**
 * Bytes of the outputs that are held while each layer computes one image, its own and its inputs' among them: an output
 * is held until the last layer that takes it has computed, the network's own outputs to the end. In the order of
 * `analysis.order`; weights are not counted.
 */
export function heldBytes({ order, layers, outputs }: Analysis): ReadonlyMap<string, number> {
  const lastUse = new Map<string, number>()
  order.forEach((id, at) => {
    lastUse.set(id, at)
    for (const input of layers.get(id)!.inputs) lastUse.set(input, at)
  })
  for (const id of outputs) lastUse.set(id, order.length)
  const releasedAfter = new Map<number, number>()
  const held = new Map<string, number>()
  let now = 0
  order.forEach((id, at) => {
    const { activationBytes } = layers.get(id)!
    now += activationBytes
    const last = lastUse.get(id)!
    releasedAfter.set(last, (releasedAfter.get(last) ?? 0) + activationBytes)
    held.set(id, now)
    now -= releasedAfter.get(at) ?? 0
  })
  return held
}

/**
 * About the bytes of activations that must be held at once to compute one image.
 *
 * @param within ids of layers: the most while one of these computes; the whole network where it is left out
 */
export function inferenceBytes(analysis: Analysis, within: Iterable<string> = analysis.order): number {
  const held = heldBytes(analysis)
  let most = 0
  for (const id of within) most = Math.max(most, held.get(id) ?? 0)
  return most
}

/**
 * About the bytes that training a part of a network takes: every activation of a batch, kept for the way back, and the
 * weights with their gradients and what the optimizer keeps of them.
 */
export function trainingBytes(
  { trainable, nonTrainable, activationBytes }: Pick<BlockAnalysis, 'trainable' | 'nonTrainable' | 'activationBytes'>,
  { batchSize, optimizer, rmspropMomentum = 0 }: Pick<Plan, 'batchSize' | 'optimizer'> & Partial<Plan>,
): number {
  const more = optimizer === 'rmsprop' && rmspropMomentum > 0 ? 1 : 0
  const gradientsAndSlots = trainable * (1 + slots[optimizer] + more)
  return activationBytes * batchSize + (trainable + nonTrainable + gradientsAndSlots) * bytesPerNumber
}
