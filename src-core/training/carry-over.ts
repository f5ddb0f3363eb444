import { z } from 'zod'
import type { LoomDocument } from '../document/schema.ts'
import { sameJson } from '../document/same-json.ts'
import { analyze } from '../graph/analyze.ts'
import { compareGraphs } from '../graph/compare.ts'
import type { Compared } from '../graph/compare.ts'
import { parseLayer } from '../graph/layer-facts.ts'
import { sameShape } from '../graph/shape.ts'
import type { Weight } from '../layers/define.ts'
import { Text } from '../text.ts'
import { TrainedOn } from './known-images.ts'
import { namesOf, otherShape, paramsIn, weightsOf } from './layer-weights.ts'
import { Published } from './published-weights.ts'

/** A layer that begins with weights of a run or of a file. */
export const KeptLayer = z.strictObject({
  layer: z.string(),
  /** What it is called there: its id in the run's network, or its name in the file. */
  from: z.string(),
  /** Whether the names said so, or the place among layers of the same shapes. */
  by: z.enum(['name', 'order']),
  /** Keras's names of the weights that it begins with, and of those that start anew all the same: a bias that it lacked. */
  weights: z.array(z.string()),
  anew: z.array(z.string()),
})
export type KeptLayer = z.output<typeof KeptLayer>

/** What a network takes over of the weights of a run or a file. Layers without weights are not in it. */
export const CarryOver = z.strictObject({
  kept: z.array(KeptLayer),
  /** Layers that start anew, and why. */
  anew: z.array(z.strictObject({ layer: z.string(), reason: Text })),
  /** Layers of the run or the file whose weights nobody takes. */
  left: z.array(z.string()),
  /** Numbers in the weights that are kept, and in all weights of the network. */
  keptParams: z.int().nonnegative(),
  params: z.int().nonnegative(),
  /** Where a file seems to be keras.applications', what images its weights know. */
  published: Published.optional(),
  /** Of a run that was trained here: what images its weights know. */
  trainedOn: TrainedOn.optional(),
})
export type CarryOver = z.output<typeof CarryOver>

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/**
 * Which weights of `from` still fit `to`: those of the same name and shape in the same layer. That is the layer of the
 * same id, else one in the same place of the order with all the same parameters, which was renamed.
 */
export function carryOver(from: Graph, to: Graph): CarryOver {
  const [old, edited] = [comparedOf(from), comparedOf(to)]
  const partners = partnersOf(old, edited)
  const found: CarryOver = { kept: [], anew: [], left: [], keptParams: 0, params: 0 }
  const taken = new Set<string>()
  for (const layer of edited.analysis.order) {
    const weights = weightsOf(edited, layer)
    if (weights.length === 0) continue
    found.params += paramsIn(weights)
    const partner = partners.get(layer)
    const offered = partner === undefined ? [] : weightsOf(old, partner)
    const fits = (weight: Weight) =>
      offered.some(({ name, shape }) => name === weight.name && sameShape(shape, weight.shape))
    const kept = weights.filter(fits)
    // Without its kernel, or its scale, a bias that fits says nothing.
    if (partner === undefined || kept[0] !== weights[0]) {
      found.anew.push({
        layer,
        reason: offered.length === 0 ? isNew : otherShape(offered[0]!.shape, weights[0]!, 'before'),
      })
      continue
    }
    taken.add(partner)
    found.keptParams += paramsIn(kept)
    const anew = weights.filter((weight) => !fits(weight))
    const by = partner === layer ? 'name' : 'order'
    found.kept.push({ layer, from: partner, by, weights: namesOf(kept), anew: namesOf(anew) })
  }
  found.left = old.analysis.order.filter((id) => weightsOf(old, id).length > 0 && !taken.has(id))
  return found
}

const comparedOf = ({ nodes, edges }: Graph): Compared => ({ nodes, analysis: analyze({ nodes, edges }) })

/** The layer of the old network that each layer of the edited one was, by the edited one's id. */
function partnersOf(old: Compared, edited: Compared): Map<string, string> {
  const partners = new Map<string, string>()
  for (const { left, right } of compareGraphs(old, edited)) {
    if (left === undefined || right === undefined) continue
    if (left === right || isRenamed(old, left, edited, right)) partners.set(right, left)
  }
  return partners
}

/** Of one kind, with all the same parameters and inputs of the same size: what differs is the name. */
function isRenamed(old: Compared, left: string, edited: Compared, right: string): boolean {
  if (Object.hasOwn(old.nodes, right) || Object.hasOwn(edited.nodes, left)) return false
  const [a, b] = [old.nodes[left], edited.nodes[right]]
  if (a?.type !== 'layer' || b?.type !== 'layer' || a.kind !== b.kind) return false
  const [mine, other] = [parseLayer(a.kind, a.params), parseLayer(b.kind, b.params)]
  return mine.ok && other.ok && sameJson(mine.params, other.params)
}

const isNew: Text = { en: 'The run has no such layer.', zh: '该训练中没有这一层。' }
