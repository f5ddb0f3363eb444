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

/** Whole numbers from 0 to below a bound, all equally likely (Chris Doty-Humphrey's sfc32). */
function generator(seed: number, epoch: number): (bound: number) => number {
  let [a, b, c, counter] = [seed | 0, epoch | 0, 0x9e3779b9 | 0, 1]
  const next = () => {
    const drawn = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    return drawn >>> 0
  }
  // The author's number of rounds until neighbouring seeds have nothing in common.
  for (let round = 0; round < 15; round++) next()
  return (bound) => {
    // What lies above the last whole multiple of the bound would favour small numbers.
    const fair = 2 ** 32 - (2 ** 32 % bound)
    let drawn = next()
    while (drawn >= fair) drawn = next()
    return drawn % bound
  }
}
