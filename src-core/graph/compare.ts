import { sameJson } from '../document/same-json.ts'
import type { LayerNode, LoomDocument } from '../document/schema.ts'
import { kindOf } from '../layers/registry.ts'
import type { Analysis, LayerAnalysis } from './analysis.ts'
import { blocksAround } from './blocks.ts'
import { parseLayer } from './layer-facts.ts'
import { sameShape } from './shape.ts'

type Params = Record<string, unknown>

/** A network that is compared with another. */
export interface Compared {
  nodes: LoomDocument['nodes']
  analysis: Analysis
}

/** One way in which a layer differs from the one that it is paired with. */
export type Change =
  | { what: 'kind'; from: string; to: string }
  | { what: 'param'; param: string; from: unknown; to: unknown }
  /** Some of its inputs come from other layers, each with a partner of its own: those that do. */
  | { what: 'inputs'; from: string[]; to: string[] }
  /** Nothing of its own differs, but what comes in gives it other weights: how many. */
  | { what: 'weights'; from: number; to: number }

/** Two layers that play the same part, or one that the other network does not have. */
export interface Row {
  left?: string
  right?: string
  /** Empty where both are the same layer; what they give may still have another size. */
  changes: Change[]
}

/** Whether anything differs but names and sizes. */
export const isSameRow = ({ left, right, changes }: Row): boolean =>
  left !== undefined && right !== undefined && changes.length === 0

/**
 * Pairs the layers of two networks and says how each pair differs. Layers of one id are a pair; the others are aligned
 * in the order in which the networks compute, by kind first, then by shape and parameters, since names may differ.
 * In the order of the left network, with what only the right one has where it computes it.
 */
export function compareGraphs(left: Compared, right: Compared): Row[] {
  const pairs = pairsOf(left, right)
  const rightOnly = new Map<string | undefined, string[]>()
  const leftOf = new Map([...pairs].map(([own, other]) => [other, own]))
  let before: string | undefined
  for (const id of right.analysis.order) {
    const partner = leftOf.get(id)
    if (partner !== undefined) before = partner
    else rightOnly.set(before, [...(rightOnly.get(before) ?? []), id])
  }
  const rows: Row[] = []
  let waiting = rightOnly.get(undefined) ?? []
  // What the left network has alone comes before what stands in its place in the right one.
  const addWaiting = () => rows.push(...waiting.splice(0).map((id): Row => ({ right: id, changes: [] })))
  for (const id of left.analysis.order) {
    const partner = pairs.get(id)
    if (partner === undefined) {
      rows.push({ left: id, changes: [] })
      continue
    }
    addWaiting()
    rows.push({ left: id, right: partner, changes: changesOf(left, id, right, partner, pairs) })
    waiting = rightOnly.get(id) ?? []
  }
  addWaiting()
  return rows
}

/** What a layer is compared by. */
interface Likeness {
  id: string
  kind: string
  family: string | undefined
  params: Params
  shape: readonly number[] | undefined
  /** The other network has a layer of the same id and family. */
  isNamesake: boolean
}

function likenesses(network: Compared, other: Compared): Likeness[] {
  return network.analysis.order.map((id) => {
    const { kind, shape } = network.analysis.layers.get(id)!
    const family = kindOf(kind)?.family
    const namesake = other.analysis.layers.get(id)
    const isNamesake = namesake !== undefined && kindOf(namesake.kind)?.family === family
    return { id, kind, family, params: paramsOf(network, id), shape, isNamesake }
  })
}

/** The right partner of each left layer that has one. */
function pairsOf(left: Compared, right: Compared): Map<string, string> {
  const [a, b] = [likenesses(left, right), likenesses(right, left)]
  // best[i][j]: the most that pairs of a[i…] with b[j…] are worth, in order; the longest common subsequence, weighed.
  const width = b.length + 1
  const best = new Int32Array((a.length + 1) * width)
  const at = (i: number, j: number) => best[i * width + j]!
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const worth = worthOf(a[i]!, b[j]!)
      const paired = worth === 0 ? 0 : worth + at(i + 1, j + 1)
      best[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs = new Map<string, string>()
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const worth = worthOf(a[i]!, b[j]!)
    if (worth > 0 && at(i, j) === worth + at(i + 1, j + 1)) pairs.set(a[i++]!.id, b[j++]!.id)
    else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  // Namesakes that the networks compute in another order.
  for (const { id, isNamesake } of a) if (isNamesake) pairs.set(id, id)
  return pairs
}

/** More than all else together: an id says more than a likeness. */
const namesakes = 100

/** How well two layers fit as a pair; 0 where they are none. */
function worthOf(a: Likeness, b: Likeness): number {
  if (a.isNamesake || b.isNamesake) return a.isNamesake && a.id === b.id ? namesakes : 0
  if (a.family !== b.family) return 0
  if (a.kind !== b.kind) return a.family === undefined ? 0 : 1
  const isSameSize = a.shape && b.shape && sameShape(a.shape, b.shape)
  return 3 + (isSameSize ? 1 : 0) + (sameJson(a.params, b.params) ? 1 : 0)
}

function paramsOf({ nodes }: Compared, id: string): Params {
  const { kind, params } = nodes[id] as LayerNode
  const parsed = parseLayer(kind, params)
  return parsed.ok ? parsed.params : params
}

function changesOf(
  left: Compared,
  id: string,
  right: Compared,
  partner: string,
  pairs: ReadonlyMap<string, string>,
): Change[] {
  const [mine, other] = [left.analysis.layers.get(id)!, right.analysis.layers.get(partner)!]
  const changes: Change[] = []
  if (mine.kind !== other.kind) changes.push({ what: 'kind', from: mine.kind, to: other.kind })
  const [params, otherParams] = [paramsOf(left, id), paramsOf(right, partner)]
  const isOtherKind = mine.kind !== other.kind
  for (const param of new Set([...Object.keys(params), ...Object.keys(otherParams)])) {
    // What only one kind has goes with the kind.
    if (isOtherKind && !(Object.hasOwn(params, param) && Object.hasOwn(otherParams, param))) continue
    const [from, to] = [params[param], otherParams[param]]
    if (!sameJson(from, to) && !meansTheSame(mine, params, param, to)) changes.push({ what: 'param', param, from, to })
  }
  const isPaired = new Set(pairs.values())
  const inputs = mine.inputs.map((input) => pairs.get(input))
  // What was put in or left out before it is a row of its own. Inputs count in whatever order they come.
  const areThere = inputs.every((input) => input !== undefined) && other.inputs.every((input) => isPaired.has(input))
  if (areThere && !sameJson(inputs.toSorted(), other.inputs.toSorted())) {
    const from = mine.inputs.filter((input) => !other.inputs.includes(pairs.get(input)!))
    const to = other.inputs.filter((input) => !inputs.includes(input))
    changes.push({ what: 'inputs', from, to })
  }
  const [from, to] = [mine.trainable + mine.nonTrainable, other.trainable + other.nonTrainable]
  if (changes.length === 0 && from !== to) changes.push({ what: 'weights', from, to })
  return changes
}

/** Whether a parameter that was left out on either side stands for what the other side says: strides for a pool's size. */
function meansTheSame({ kind, inputShapes }: LayerAnalysis, params: Params, param: string, other: unknown): boolean {
  const known = kindOf(kind)
  if (!known || inputShapes.length === 0 || (params[param] !== null && other !== null)) return false
  return sameJson(known.keras(params, inputShapes), known.keras({ ...params, [param]: other }, inputShapes))
}

/** The rows of one outermost block and its counterpart. With neither, layers side by side that are in no block. */
export interface Stage {
  left?: string
  right?: string
  rows: Row[]
}

/** Groups rows by the outermost blocks that their layers are in, in the order in which the blocks first come. */
export function stagesOf(rows: readonly Row[], left: Compared, right: Compared): Stage[] {
  // A block of the same name, else the one that holds the first of its layers' partners.
  const counterpart = new Map<string, string>()
  for (const { left: id, right: partner } of rows) {
    const [mine, other] = [outermost(left, id), outermost(right, partner)]
    if (mine === undefined || other === undefined || counterpart.has(other)) continue
    counterpart.set(other, left.nodes[other]?.type === 'block' ? other : mine)
  }
  const stages = new Map<string, Stage>()
  let loose: Stage | undefined
  const all: Stage[] = []
  for (const row of rows) {
    const other = outermost(right, row.right)
    const mine =
      outermost(left, row.left) ?? (row.left === undefined && other !== undefined ? counterpart.get(other) : undefined)
    if (mine === undefined && other === undefined) {
      if (!loose) all.push((loose = { rows: [] }))
      loose.rows.push(row)
      continue
    }
    loose = undefined
    const key = mine === undefined ? `right ${other}` : `left ${mine}`
    let stage = stages.get(key)
    if (!stage) stages.set(key, (stage = { ...(mine !== undefined && { left: mine }), rows: [] }))
    if (stage.rows.length === 0) all.push(stage)
    if (other !== undefined) stage.right ??= other
    stage.rows.push(row)
  }
  return all
}

const outermost = ({ nodes }: Compared, id: string | undefined): string | undefined =>
  id === undefined ? undefined : blocksAround(nodes, id).at(-2)
