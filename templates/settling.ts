import type { Plan } from '../src-core/training/plan.ts'

/**
 * For networks with batch normalization: its moving statistics go a hundredth of the way a step (Keras's momentum of 0.99)
 * and are all that validation sees. On a few thousand images, with which people begin, a few epochs of batches of 64 are
 * some 300 steps, too few for them to settle through many layers; small batches take more.
 */
export const settling: Partial<Plan> = { batchSize: 16 }
