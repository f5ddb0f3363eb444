/**
 * Pairs two lists without changing the order of either, so that the pairs are worth the most together; of several ways
 * the one that pairs the earliest.
 *
 * @param worth what a pair is worth, a whole number; 0 where the two do not go together
 * @returns places in the first and in the second list, ascending
 */
export function align(
  first: number,
  second: number,
  worth: (one: number, other: number) => number,
): [number, number][] {
  const width = second + 1
  // What is to be had from here to both ends.
  const best = new Int32Array((first + 1) * width)
  for (let one = first - 1; one >= 0; one--) {
    for (let other = second - 1; other >= 0; other--) {
      const at = one * width + other
      const value = worth(one, other)
      const paired = value > 0 ? value + best[at + width + 1]! : 0
      best[at] = Math.max(paired, best[at + width]!, best[at + 1]!)
    }
  }
  const pairs: [number, number][] = []
  for (let one = 0, other = 0; one < first && other < second;) {
    const at = one * width + other
    const value = worth(one, other)
    if (value > 0 && best[at] === value + best[at + width + 1]!) pairs.push([one++, other++])
    else if (best[at] === best[at + 1]) other++
    else one++
  }
  return pairs
}
