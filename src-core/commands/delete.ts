import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { Edge, LoomDocument } from '../document/schema.ts'
import { blocksAround } from '../graph/blocks.ts'
import { topologyOf } from '../graph/topology.ts'
import type { Topology } from '../graph/topology.ts'
import { defineCommand } from './define.ts'
import { noSuchNode } from './refusals.ts'
import { addWire, layerOf } from './wiring.ts'

/** Deletes layers, and blocks with all that is in them; with `heal` what came in goes on to what follows. */
export const deleteNodes = defineCommand({
  id: 'deleteNodes',
  label: ({ ids }) =>
    ids.length === 1
      ? { en: `Delete ${ids[0]}`, zh: `删除 ${ids[0]}` }
      : { en: `Delete ${ids.length} layers`, zh: `删除 ${ids.length} 个层` },
  input: z.strictObject({ ids: z.array(NodeId), heal: z.boolean() }),
  apply(draft, { ids, heal }) {
    const document = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(document.nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    const gone = withContents(document.nodes, ids)
    const healed = heal ? healedWires(topologyOf(document), gone) : []
    removeWiresOf(draft, gone)
    for (const wire of healed) addWire(draft, wire)
    for (const id of withEmptied(document.nodes, gone)) {
      delete draft.nodes[id]
      delete draft.layout[id]
    }
  },
})

/** Nodes and everything inside those of them that are blocks. */
export function withContents(nodes: LoomDocument['nodes'], ids: Iterable<string>): Set<string> {
  const children = new Map<string, string[]>()
  for (const [id, { parent }] of Object.entries(nodes)) {
    if (parent === undefined) continue
    const others = children.get(parent)
    if (others) others.push(id)
    else children.set(parent, [id])
  }
  const all = new Set<string>()
  const waiting = [...ids]
  while (waiting.length > 0) {
    const id = waiting.pop()!
    if (all.has(id)) continue
    all.add(id)
    waiting.push(...(children.get(id) ?? []))
  }
  return all
}

/** The layers among nodes and inside those of them that are blocks. */
export const layersWithin = (nodes: LoomDocument['nodes'], ids: Iterable<string>): string[] =>
  [...withContents(nodes, ids)].filter((id) => layerOf({ nodes }, id))

/** Nodes without those that go along inside another of them, each once. */
export function withoutInner(nodes: LoomDocument['nodes'], ids: Iterable<string>): string[] {
  const all = new Set(ids)
  return [...all].filter((id) => !blocksAround(nodes, id).some((block) => all.has(block)))
}

/** Nodes that go and the blocks that nothing is left in without them. */
export function withEmptied(nodes: LoomDocument['nodes'], gone: ReadonlySet<string>): Set<string> {
  const left = new Map<string, number>()
  for (const { parent } of Object.values(nodes)) {
    if (parent !== undefined) left.set(parent, (left.get(parent) ?? 0) + 1)
  }
  const all = new Set(gone)
  for (const id of all) {
    const parent = nodes[id]!.parent
    if (parent === undefined || all.has(parent)) continue
    left.set(parent, left.get(parent)! - 1)
    if (left.get(parent) === 0) all.add(parent)
  }
  return all
}

/** Takes away every wire that begins or ends at one of the nodes, also those that hang loose. */
export function removeWiresOf(draft: Draft<LoomDocument>, nodes: ReadonlySet<string>): void {
  for (const [id, edge] of Object.entries((original(draft) as LoomDocument).edges)) {
    if (nodes.has(edge.source) || nodes.has(edge.target)) delete draft.edges[id]
  }
}

/** The wires that join what comes before `gone` to what follows, along the first input of each layer between. */
export function healedWires({ into, outOf }: Topology, gone: ReadonlySet<string>): Edge[] {
  const healed: Edge[] = []
  const joined = (source: string, target: string) =>
    into.get(target)!.some((wire) => wire.source === source) ||
    healed.some((wire) => wire.source === source && wire.target === target)
  for (const id of gone) {
    for (const { target, targetInput } of outOf.get(id) ?? []) {
      if (gone.has(target)) continue
      const source = layerBefore(into, gone, id)
      if (source === undefined || source === target || joined(source, target)) continue
      healed.push({ source, target, targetInput })
    }
  }
  return healed
}

/** The first layer outside `gone` that is met on the way up from `id`. */
export function layerBefore(into: Topology['into'], gone: ReadonlySet<string>, id: string): string | undefined {
  const seen = new Set<string>()
  let at: string | undefined = id
  while (at !== undefined && gone.has(at) && !seen.has(at)) {
    seen.add(at)
    at = into.get(at)![0]?.source
  }
  return at !== undefined && gone.has(at) ? undefined : at
}
