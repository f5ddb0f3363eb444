import type { Draft } from 'immer'
import { z } from 'zod'
import { edgeId } from '../document/schema.ts'
import type { Edge, LayerNode, LoomDocument } from '../document/schema.ts'
import { blocksAround } from '../graph/blocks.ts'
import type { Topology } from '../graph/topology.ts'
import { wouldCycle } from '../graph/topology.ts'
import { kindOf } from '../layers/registry.ts'
import type { Text } from '../text.ts'
import {
  alreadyConnected,
  closesCycle,
  intoInput,
  noSuchLayer,
  noSuchWire,
  severalSources,
  toItself,
} from './refusals.ts'

/** A wire to make and those that it takes the place of. */
export interface Rewiring {
  add: Edge
  remove: string[]
}

type Flag = 'bypassed' | 'frozen'

export function layerOf(document: Pick<LoomDocument, 'nodes'>, id: string): LayerNode | undefined {
  const node = Object.hasOwn(document.nodes, id) ? document.nodes[id] : undefined
  return node?.type === 'layer' ? node : undefined
}

/** Sets a flag of layers or takes it away: a document has it only where it is set. */
export function setFlag(draft: Draft<LoomDocument>, layers: readonly string[], flag: Flag, on: boolean): void {
  for (const id of layers) {
    const layer = layerOf(draft, id)!
    if (on) layer[flag] = true
    else delete layer[flag]
  }
}

/** Makes a wire. Its id follows from its ends. */
export function addWire(draft: Draft<LoomDocument>, edge: Edge): void {
  draft.edges[edgeId(edge)] = edge
}

/** A new wire between two layers, or why there can be none. */
export function wireBetween(
  document: LoomDocument,
  topology: Topology,
  { source, target, targetInput }: { source: string; target: string; targetInput?: number },
): { ok: true; rewiring: Rewiring } | { ok: false; refusal: Text } {
  const refuse = (refusal: Text) => ({ ok: false, refusal }) as const
  if (!layerOf(document, source)) return refuse(noSuchLayer(source))
  if (!layerOf(document, target)) return refuse(noSuchLayer(target))
  if (source === target) return refuse(toItself(source))
  if (topology.into.get(target)!.some((wire) => wire.source === source)) return refuse(alreadyConnected(source, target))
  if (wouldCycle(topology, source, target)) return refuse(closesCycle(source, target))
  return wireInto(document, topology, { source, target, targetInput })
}

/**
 * A wire into a layer, whatever its source. A layer that takes one input gives up the one it has; others use the input
 * that is asked for (its wire goes) or the first that is free.
 */
export function wireInto(
  document: LoomDocument,
  topology: Topology,
  { source, target, targetInput }: { source: string; target: string; targetInput?: number },
): { ok: true; rewiring: Rewiring } | { ok: false; refusal: Text } {
  const layer = layerOf(document, target)
  if (!layer) return { ok: false, refusal: noSuchLayer(target) }
  const max = kindOf(layer.kind)?.inputs.max ?? Infinity
  if (max === 0) return { ok: false, refusal: intoInput(target) }
  const wires = topology.into.get(target)!
  if (max === 1) {
    return { ok: true, rewiring: { add: { source, target, targetInput: 0 }, remove: wires.map((wire) => wire.id) } }
  }
  const input = targetInput ?? freeInput(wires.map((wire) => wire.targetInput))
  const remove = wires.filter((wire) => wire.targetInput === input).map((wire) => wire.id)
  return { ok: true, rewiring: { add: { source, target, targetInput: input }, remove } }
}

/** Does what {@link wireBetween} or {@link wireInto} found. */
export function rewire(draft: Draft<LoomDocument>, { add, remove }: Rewiring): void {
  for (const id of remove) delete draft.edges[id]
  addWire(draft, add)
}

/** The first input that no wire takes. */
export function freeInput(taken: readonly number[]): number {
  let input = 0
  while (taken.includes(input)) input++
  return input
}

/** One wire by its id, or several of one layer's output, such as those into a folded block. */
export const WireIds = z.union([z.string(), z.array(z.string()).min(1)])

/** Wires by their ids, which must be of one layer's output. */
export function wiresOfOne(
  { edges }: LoomDocument,
  ids: z.output<typeof WireIds>,
): { ok: true; edges: Edge[] } | { ok: false; refusal: Text } {
  const all = [...new Set([ids].flat())]
  const gone = all.find((id) => !Object.hasOwn(edges, id))
  if (gone !== undefined) return { ok: false, refusal: noSuchWire(gone) }
  const wires = all.map((id) => edges[id]!)
  const other = wires.find(({ source }) => source !== wires[0]!.source)
  if (other) return { ok: false, refusal: severalSources(wires[0]!.source, other.source) }
  return { ok: true, edges: wires }
}

/** The innermost block around all ends of wires; `''` where that is the network. */
export function aroundWires(document: LoomDocument, wires: readonly Edge[]): string {
  const ends = [wires[0]!.source, ...wires.map(({ target }) => target)]
  const [first = [''], ...others] = ends.map((id) => (layerOf(document, id) ? blocksAround(document.nodes, id) : ['']))
  return first.find((block) => others.every((blocks) => blocks.includes(block)))!
}
