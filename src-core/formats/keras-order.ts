/**
 * Keras's `model.layers` order: by depth from the outputs, deepest first; layers of one depth in the order in which a
 * depth-first walk from the outputs first meets them.
 *
 * Weights files name a layer's group by its class and its place in this order, not by the layer's name, so that a wrong
 * order with fitting shapes would load in silence. The order of the configuration plays no part.
 *
 * @param outputs the model's output layers, in order
 * @param inputsOf a layer's sources, in the order of its inputs
 */
export function kerasOrder(outputs: readonly string[], inputsOf: (layer: string) => readonly string[]): string[] {
  const { met, finished } = walk(outputs, inputsOf)
  const depth = new Map<string, number>()
  for (const layer of finished.toReversed()) {
    const own = depth.get(layer) ?? 0
    depth.set(layer, own)
    for (const source of inputsOf(layer)) depth.set(source, Math.max(depth.get(source) ?? 0, own + 1))
  }
  return met
    .map((layer, index) => ({ layer, index, depth: depth.get(layer)! }))
    .sort((a, b) => b.depth - a.depth || a.index - b.index)
    .map(({ layer }) => layer)
}

/**
 * Walks from the outputs to the inputs. `met`: in the order of the first visit; `finished`: every layer after all its
 * sources. With a stack of its own, because a network may be deeper than the language's.
 */
function walk(outputs: readonly string[], inputsOf: (layer: string) => readonly string[]) {
  const met = new Set<string>()
  const finished: string[] = []
  for (const output of outputs) {
    const stack: { layer: string; next: number }[] = []
    const enter = (layer: string) => {
      if (met.has(layer)) return
      met.add(layer)
      stack.push({ layer, next: 0 })
    }
    enter(output)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const source = inputsOf(top.layer)[top.next++]
      if (source !== undefined) enter(source)
      else finished.push(stack.pop()!.layer)
    }
  }
  return { met: [...met], finished }
}
