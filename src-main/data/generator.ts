/** Draws whole numbers from 0 to below a bound of at most 2³², all equally likely. */
export type Below = (bound: number) => number

/**
 * Chris Doty-Humphrey's sfc32: whole-number arithmetic alone, so that a seed draws the same on every machine.
 * @param stream tells apart what one seed is used for: an epoch, an image
 * @param part tells apart what one stream is used for: an image in an epoch
 */
export function generator(seed: number, stream: number, part = 0x9e3779b9): Below {
  let [a, b, c, counter] = [seed | 0, stream | 0, part | 0, 1]
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
