import type { LoomDocument } from '../document/schema.ts'
import { kerasOrder } from '../formats/keras-order.ts'
import { analyze } from '../graph/analyze.ts'
import type { Compared } from '../graph/compare.ts'
import { kerasNames } from '../graph/keras-name.ts'
import { parseLayer } from '../graph/layer-facts.ts'
import { sameShape } from '../graph/shape.ts'
import type { Shape } from '../graph/shape.ts'
import type { Weight } from '../layers/define.ts'
import type { Text } from '../text.ts'
import { align } from './align.ts'
import type { CarryOver } from './carry-over.ts'
import { namesOf, otherShape, paramsIn, weightsOf } from './layer-weights.ts'

/** A layer of a file of weights. */
export interface GivenLayer {
  name: string
  /** Keras's class, in snake case or not, where the file tells. */
  className?: string
  /** Layers of one series stand in the order of Keras's `model.layers`; how two series go together is not known. */
  series: string
  /** In Keras's order, by name where the file tells. */
  weights: readonly { name?: string; shape: Shape }[]
}

/** What a network begins with. */
export interface FittedWeights {
  carried: CarryOver
  /** Where the values of each kept weight lie: the place of the layer in the file, and of the weight in the layer. */
  places: { layer: string; weight: Weight; given: number; at: number }[]
}

/** A layer of the network with weights. */
interface Wanted {
  id: string
  name: string
  className: string
  weights: Weight[]
}

/**
 * Which layers of a file of weights those of a network begin with: the ones of the same name, else those that follow in
 * the order of Keras's layers with weights of the same shapes. A few names that agree by chance are not followed where the
 * order alone keeps more; such as Keras makes up itself (`conv2d_3`) say nothing.
 */
export function fitGiven(
  given: readonly GivenLayer[],
  { nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>,
): FittedWeights {
  const wanted = wantedBy({ nodes, analysis: analyze({ nodes, edges }) })
  const names = new Map(wanted.map(({ name }, at) => [name, at]))
  const namesakes = new Map<number, number>()
  for (const [at, layer] of given.entries()) {
    const own = names.get(layer.name)
    if (own === undefined || isMadeUp(layer.name, wanted[own]!.className)) continue
    if (fit(layer, wanted[own]!) && ![...namesakes.values()].includes(own)) namesakes.set(at, own)
  }
  const byName = pair(given, wanted, namesakes)
  const isCommon = namesakes.size * 2 > byName.size
  const byOrder = namesakes.size === 0 || isCommon ? byName : pair(given, wanted, new Map())
  return report(given, wanted, byOrder.size > byName.size ? byOrder : byName)
}

/** The network's layers with weights, in the order in which Keras keeps them. */
function wantedBy(network: Compared): Wanted[] {
  const { order, outputs, layers } = network.analysis
  const names = kerasNames(order)
  return kerasOrder(outputs, (id) => layers.get(id)!.inputs).flatMap((id) => {
    const weights = weightsOf(network, id)
    return weights.length > 0 ? [{ id, name: names.get(id)!, className: classOf(network, id), weights }] : []
  })
}

/** The class of Keras's that bears a layer's weights. */
function classOf({ nodes, analysis }: Compared, id: string): string {
  const node = nodes[id]
  const parsed = node?.type === 'layer' ? parseLayer(node.kind, node.params) : undefined
  if (!parsed?.ok) return ''
  const form = [parsed.kind.keras(parsed.params, analysis.layers.get(id)!.inputShapes)].flat()
  return form.at(-1)!.className
}

const plain = (className: string) => className.replaceAll('_', '').toLowerCase()

/** Whether Keras named a layer by its class and a number, which depends on what was built before it. */
const isMadeUp = (name: string, className: string) => plain(name.replace(/_\d+$/, '')) === plain(className)

/** Which layer of the network takes which of the file, by their places; namesakes stay together. */
function pair(
  given: readonly GivenLayer[],
  wanted: readonly Wanted[],
  namesakes: ReadonlyMap<number, number>,
): Map<number, number> {
  const pairs = new Map([...namesakes].map(([from, to]) => [to, from]))
  const named = new Set(pairs.keys())
  for (const series of new Set(given.map((layer) => layer.series))) {
    const from = [...given.keys()].filter((at) => given[at]!.series === series)
    const to = [...wanted.keys()].filter((at) => !pairs.has(at) || named.has(at))
    // What stands between two namesakes is looked for between them.
    const worth = (one: number, other: number) => {
      const [at, own] = [from[other]!, to[one]!]
      if (namesakes.get(at) === own) return 10_000
      return !namesakes.has(at) && !named.has(own) && fit(given[at]!, wanted[own]!) ? 1 : 0
    }
    for (const [one, other] of align(to.length, from.length, worth)) pairs.set(to[one]!, from[other]!)
  }
  return pairs
}

/**
 * Which of a given layer's weights each of a wanted one's takes, by their places; nothing where the one that matters finds
 * none. Weights go by their names where both have the same, else all of them by their place.
 */
function fit({ className, weights: offered }: GivenLayer, wanted: Wanted): (number | undefined)[] | undefined {
  if (className !== undefined && plain(className) !== plain(wanted.className)) return undefined
  const named = wanted.weights.map(({ name, shape }) => {
    const at = offered.findIndex((weight) => weight.name === name && sameShape(weight.shape, shape))
    return at < 0 ? undefined : at
  })
  // A normalization without its scale scales by 1, with which a new one begins.
  const main = wanted.weights[0]!.name === 'gamma' ? 'moving_mean' : wanted.weights[0]!.name
  if (named[wanted.weights.findIndex(({ name }) => name === main)] !== undefined) return named
  const shared = Math.min(offered.length, wanted.weights.length)
  // Kernels come first; of a normalization's vectors nobody can tell which one is missing.
  if (shared === 0 || (offered.length !== wanted.weights.length && offered[0]!.shape.length < 2)) return undefined
  const isSame = ({ shape }: Weight, at: number) => at >= shared || sameShape(shape, offered[at]!.shape)
  return wanted.weights.every(isSame) ? wanted.weights.map((_, at) => (at < shared ? at : undefined)) : undefined
}

function report(
  given: readonly GivenLayer[],
  wanted: readonly Wanted[],
  pairs: ReadonlyMap<number, number>,
): FittedWeights {
  const carried: CarryOver = { kept: [], anew: [], left: [], keptParams: 0, params: 0 }
  const places: FittedWeights['places'] = []
  const taken = new Set(pairs.values())
  for (const [own, layer] of wanted.entries()) {
    const { id, name, weights } = layer
    carried.params += paramsIn(weights)
    const from = pairs.get(own)
    if (from === undefined) {
      carried.anew.push({ layer: id, reason: whyAnew(layer, standIn(given, wanted, pairs, own)) })
      continue
    }
    const fitted = fit(given[from]!, layer)!
    const kept = weights.filter((_, at) => fitted[at] !== undefined)
    for (const [at, place] of fitted.entries()) {
      if (place !== undefined) places.push({ layer: id, weight: weights[at]!, given: from, at: place })
    }
    carried.keptParams += paramsIn(kept)
    carried.kept.push({
      layer: id,
      from: given[from]!.name,
      by: given[from]!.name === name ? 'name' : 'order',
      weights: namesOf(kept),
      anew: namesOf(weights.filter((weight) => !kept.includes(weight))),
    })
  }
  carried.left = given.filter(({ weights }, at) => weights.length > 0 && !taken.has(at)).map(({ name }) => name)
  return { carried, places }
}

/** The layer of the file that nobody takes and that has the same name, or follows the one that the layer before takes. */
function standIn(
  given: readonly GivenLayer[],
  wanted: readonly Wanted[],
  pairs: ReadonlyMap<number, number>,
  own: number,
): GivenLayer | undefined {
  const taken = new Set(pairs.values())
  const free = (at: number) => given[at] !== undefined && !taken.has(at) && given[at].weights.length > 0
  const namesake = given.findIndex(({ name }) => name === wanted[own]!.name)
  if (free(namesake)) return given[namesake]
  const before = own === 0 ? -1 : pairs.get(own - 1)
  return before !== undefined && free(before + 1) ? given[before + 1] : undefined
}

function whyAnew({ weights }: Wanted, instead: GivenLayer | undefined): Text {
  const offered = instead?.weights[0]?.shape
  // Another number of axes is another kind of layer.
  if (offered?.length !== weights[0]!.shape.length) return noneLeft
  return sameShape(offered, weights[0]!.shape) ? noneLeft : otherShape(offered, weights[0]!, 'file')
}

const noneLeft: Text = { en: 'The file has no layer left for it.', zh: '文件中没有可供其使用的层。' }
