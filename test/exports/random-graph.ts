export interface RandomGraph {
  /** Each layer's sources; none for an input. */
  layers: Record<string, string[]>
  /** The layers that nobody takes, in a shuffled order. */
  outputs: string[]
}

/** A small connected graph of inputs, layers with one source and sums of two or three, the same for the same seed. */
export function randomGraph(seed: number): RandomGraph {
  let state = seed + 1
  const below = (limit: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % limit
  }
  const shuffled = <T>(items: readonly T[]) =>
    items
      .map((item) => ({ item, at: below(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)

  const layers: Record<string, string[]> = { in0: [] }
  if (below(3) === 0) layers.in1 = []
  const length = 3 + below(12)
  for (let index = 0; index < length; index++) {
    const there = shuffled(Object.keys(layers))
    layers[`layer${index}`] = there.slice(0, there.length > 1 && below(2) === 0 ? 2 + below(2) : 1)
  }
  const taken = new Set(Object.values(layers).flat())
  const loose = Object.keys(layers).filter((name) => !taken.has(name))
  // An input that nobody takes would be a model's input without use: a sum takes all that are loose.
  if (loose.some((name) => name.startsWith('in'))) {
    layers.last = loose.length > 1 ? loose : [...loose, 'layer0']
    return { layers, outputs: ['last'] }
  }
  return { layers, outputs: shuffled(loose) }
}
