import { generator } from './generator.ts'

/**
 * The order in which an epoch goes through its examples: Fisher and Yates's shuffle, which makes every order equally
 * likely. It follows from the seed and the epoch alone, so that a resumed run meets the same batches.
 */
export function shuffled(count: number, { seed, epoch }: { seed: number; epoch: number }): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index)
  const below = generator(seed, epoch)
  for (let last = count - 1; last > 0; last--) {
    const chosen = below(last + 1)
    const moved = order[last]!
    order[last] = order[chosen]!
    order[chosen] = moved
  }
  return order
}
