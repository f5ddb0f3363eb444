import type { Edge, LoomDocument } from '../document/schema.ts'
import { kindOf } from '../layers/registry.ts'
import { upstream } from '../graph/topology.ts'
import type { Topology } from '../graph/topology.ts'
import type { Text } from '../text.ts'
import { layerBefore, layersWithin } from './delete.ts'
import { emptyBlock, inCircle, noInputSide, severalOutputs } from './refusals.ts'
import { freeInput, layerOf } from './wiring.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** The way of the data through layers that are moved as one. */
export interface Passage {
  /** The layers, in no order. */
  layers: ReadonlySet<string>
  /** The layer whose output they take, where there is one. */
  source: string | undefined
  /** The inputs that take that output or, where nothing comes in yet, those that are missing. */
  entries: readonly Omit<Edge, 'source'>[]
  /** The layer whose output leaves them. */
  exit: string
}

/**
 * The layers of nodes in groups that wires hold together, in the order of the data. A block holds what is in it
 * together, wires or not.
 */
export function strandsOf({ nodes, edges }: Graph, topology: Topology, members: readonly string[]): Set<string>[] {
  const strandOf = new Map<string, Set<string>>()
  const join = (a: Set<string>, b: Set<string>) => {
    if (a === b) return
    for (const id of b) strandOf.set(id, a.add(id))
  }
  for (const member of members) {
    const strand = new Set(layersWithin(nodes, [member]))
    for (const id of strand) strandOf.set(id, strand)
  }
  for (const { source, target } of Object.values(edges)) {
    const [a, b] = [strandOf.get(source), strandOf.get(target)]
    if (a && b) join(a, b)
  }
  return [...new Set(topology.order.flatMap((id) => strandOf.get(id) ?? []))]
}

type Found = { ok: true; passage: Passage } | { ok: false; refusal: Text }

/** How data goes through nodes, which need a layer among them for that. */
export function passageThrough(document: Graph, topology: Topology, ids: readonly string[]): Found {
  const layers = layersWithin(document.nodes, ids)
  if (layers.length === 0) return { ok: false, refusal: emptyBlock(ids[0]!) }
  return passageOf(document, topology, new Set(layers))
}

/**
 * How data goes through layers. It comes from the layer that is met first on the way up from their exit, along the
 * first input of each; other layers that feed them are side inputs and no part of this.
 */
export function passageOf(document: Graph, topology: Topology, layers: ReadonlySet<string>): Found {
  const { into, outOf } = topology
  const ordered = topology.order.filter((id) => layers.has(id))
  const leavers = ordered.filter((id) => outOf.get(id)!.some(({ target }) => !layers.has(target)))
  const ends = leavers.length > 0 ? leavers : ordered.filter((id) => outOf.get(id)!.length === 0)
  if (ends.length === 0) return { ok: false, refusal: inCircle(ordered[0]!) }
  const exit = ends.findLast((id) => {
    const leading = ends.length > 1 ? upstream(topology, [id]) : undefined
    return ends.every((other) => other === id || leading!.has(other))
  })
  if (exit === undefined) return { ok: false, refusal: severalOutputs(ends[0]!, ends.at(-1)!) }

  const coming = ordered.flatMap((id) => into.get(id)!.filter(({ source }) => !layers.has(source)))
  const source = layerBefore(into, layers, exit) ?? coming[0]?.source
  const entries =
    source === undefined
      ? missingInputs(document, topology, ordered)
      : coming.filter((wire) => wire.source === source).map(({ target, targetInput }) => ({ target, targetInput }))
  if (entries.length === 0) {
    const kind = kindOf(layerOf(document, ordered[0]!)!.kind)
    return { ok: false, refusal: noInputSide(kind?.title ?? { en: ordered[0]!, zh: ordered[0]! }) }
  }
  return { ok: true, passage: { layers, source, entries, exit } }
}

/** The first free input of each layer that has fewer wires than it needs. */
function missingInputs(document: Graph, { into }: Topology, layers: readonly string[]) {
  return layers.flatMap((target) => {
    const taken = into.get(target)!.map(({ targetInput }) => targetInput)
    const inputs = kindOf(layerOf(document, target)!.kind)?.inputs ?? { min: 1, max: 1 }
    if (taken.length >= inputs.min) return []
    return [{ target, targetInput: freeInput(taken) }]
  })
}
