import type { ImportedLayer } from '../../src-core/formats/keras-import/import.ts'

/** The names of each layer's weights, in Keras's order; of a layer that none are found for, none. */
type Sorted = ReadonlyMap<ImportedLayer, readonly string[]>

/**
 * Sorts weights by the layers that their names say: `base/conv/kernel:0` is of `conv` in `base`, or of the only `conv` there
 * is. Nothing that could be of several layers is taken for one's.
 */
export function sortByName(layers: readonly ImportedLayer[], names: readonly string[]): Sorted {
  const weights = new Map<string, string[]>()
  /** The layers whose path ends so. */
  const ends = new Map<string, string[]>()
  for (const name of names) {
    const path = name.split('/').slice(0, -1)
    const layer = path.join('/')
    if (!weights.has(layer)) {
      for (const at of path.slice(-mostParts).keys()) addTo(ends, path.slice(-at - 1).join('/'), layer)
    }
    addTo(weights, layer, name)
  }
  const taken = new Set<string>()
  return new Map(
    layers.map((layer) => {
      const path = [...layer.within, layer.own]
      const wanted = path.map((_, at) => path.slice(at).join('/'))
      const found = wanted.map((end) => (weights.has(end) ? end : only(ends.get(end)))).find((one) => one !== undefined)
      if (found === undefined || taken.has(found)) return [layer, []]
      taken.add(found)
      return [layer, weights.get(found)!]
    }),
  )
}

const only = (list: readonly string[] | undefined) => (list?.length === 1 ? list[0] : undefined)

/** A path of more parts was made to fill memory. */
const mostParts = 20

/** Adds to the list of a key, which may be its first. */
export function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/**
 * Which of a model's weights are whose, where a file keeps those of all layers of a model within the model in one list.
 * Their names say it; where layers were renamed since, their order does: those that learn come first.
 *
 * @param layers those of the model that have weights, in Keras's order
 * @param names of its weights, in the order of the file
 */
export function sortWithin(layers: readonly ImportedLayer[], names: readonly string[]): Sorted {
  // What an author gave a normalization as numbers is no weight.
  const stored = layers.filter(({ config }) => (config.mean ?? null) === null)
  const byName = sortByName(stored, names)
  const isSaid = stored.every((layer) => byName.get(layer)!.length >= layer.weights.length)
  return isSaid ? byName : sortByOrder(stored, names)
}

function sortByOrder(layers: readonly ImportedLayer[], names: readonly string[]): Sorted {
  const places = layers.flatMap((layer) =>
    layer.weights.map(({ trainable }, at) => ({ layer, at, isTrained: trainable && layer.config.trainable !== false })),
  )
  const inOrder = [...places.filter(({ isTrained }) => isTrained), ...places.filter(({ isTrained }) => !isTrained)]
  const sorted = new Map(layers.map((layer) => [layer, [] as string[]]))
  if (inOrder.length === names.length) {
    for (const [at, place] of inOrder.entries()) sorted.get(place.layer)![place.at] = names[at]!
  }
  return sorted
}
