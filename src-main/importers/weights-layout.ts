import type { GivenLayer } from '../../src-core/training/given-weights.ts'
import type { OrderedLayer } from '../../src-core/formats/keras-import/graph.ts'
import { texts } from './h5-file.ts'
import type { H5File } from './h5-file.ts'
import { groupsOf, rootOf } from './keras.ts'

/** A layer of a weights file, and where its weights lie. */
export interface StoredLayer extends GivenLayer {
  paths: string[]
}

/** A file that claims more was made to fill memory. */
const mostLayers = 10_000
/** Models within models. */
const mostDepth = 8

/**
 * The layers of an HDF5 file that hold weights, in either of Keras's layouts; none where it is in neither.
 *
 * @param order the layers of a whole model's configuration, in its order; of weights alone there is none
 */
export function givenLayers(file: H5File, order: readonly OrderedLayer[]): StoredLayer[] {
  const root = ['', 'model_weights'].find((root) => texts(file, root || '/', 'layer_names').length > 0)
  const found = root === undefined ? ofKeras3(file, order) : ofKeras2(file, root)
  return found.length > mostLayers ? [] : found
}

/** `<layer>/<layer>/<weight>:0`, the names of layers and weights in attributes, in order: the older layout. */
function ofKeras2(file: H5File, root: string): StoredLayer[] {
  const within = (name: string) => (root ? `${root}/${name}` : name)
  return texts(file, root || '/', 'layer_names').flatMap((name) =>
    layersWithin(
      name,
      texts(file, within(name), 'weight_names').map((weight) => ({ weight, path: `${within(name)}/${weight}` })),
    ).flatMap((layer) => stored(file, { ...layer, series: '' })),
  )
}

/** A model within the model is one group with the weights of all its layers: their names say whose each is. */
function layersWithin(group: string, weights: readonly { weight: string; path: string }[]) {
  const layers = new Map<string, { name: string; paths: string[]; names: string[] }>()
  for (const { weight, path } of weights) {
    const parts = weight.split('/')
    const own = parts.length > 1 ? parts.at(-2)! : group
    const layer = layers.get(own) ?? { name: own, paths: [], names: [] }
    layers.set(own, layer)
    layer.paths.push(path)
    layer.names.push(parts.at(-1)!.replace(/:\d+$/, ''))
  }
  // The names of a single layer's weights may be older than its own.
  return layers.size === 1 ? [{ ...[...layers.values()][0]!, name: group }] : [...layers.values()]
}

/** `layers/conv2d_1/vars/0`: a layer by its class and its place among those of that class. */
function ofKeras3(file: H5File, order: readonly OrderedLayer[]): StoredLayer[] {
  const root = rootOf(file)
  if (root === undefined) return []
  const groups = groupsOf(order, root)
  const ordered = order.flatMap(({ name, own, className }) =>
    varsIn(file, groups.get(name)!, { name: own, className, series: '' }),
  )
  return ordered.length > 0 ? ordered : walk(file, root, 0)
}

/** Without a configuration: each class's layers are a series of their own, in the order of their numbers. */
function walk(file: H5File, root: string, depth: number): StoredLayer[] {
  if (depth > mostDepth) return []
  return file
    .members(root)
    .map((name) => ({ name, className: name.replace(/_\d+$/, ''), number: Number(/_(\d+)$/.exec(name)?.[1] ?? 0) }))
    .sort((a, b) => a.number - b.number)
    .flatMap(({ name, className }) => {
      const path = `${root}/${name}`
      const said = file.attribute(`${path}/vars`, 'name')
      const layer = { name: typeof said === 'string' ? said : name, className, series: `${root}/${className}` }
      return [...varsIn(file, path, layer), ...walk(file, `${path}/layers`, depth + 1)]
    })
}

function varsIn(file: H5File, path: string, layer: Omit<GivenLayer, 'weights'>): StoredLayer[] {
  const places = file.members(`${path}/vars`).sort((a, b) => Number(a) - Number(b))
  return stored(file, { ...layer, paths: places.map((at) => `${path}/vars/${at}`) })
}

/** A layer without what is no floats, such as the count of a normalization's images; none where nothing is left. */
function stored(
  file: H5File,
  { paths, names, ...layer }: Omit<GivenLayer, 'weights'> & { paths: readonly string[]; names?: readonly string[] },
): StoredLayer[] {
  const weights = paths.flatMap((path, at) => {
    const shape = file.shapeOf(path)
    return shape ? [{ path, shape, ...(names && { name: names[at]! }) }] : []
  })
  if (weights.length === 0) return []
  return [{ ...layer, weights, paths: weights.map(({ path }) => path) }]
}
