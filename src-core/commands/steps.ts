import type { LoomDocument } from '../document/schema.ts'
import { edgeId } from '../document/schema.ts'
import { blocksAround } from '../graph/blocks.ts'
import { topologyOf } from '../graph/topology.ts'
import type { Topology } from '../graph/topology.ts'
import type { Text } from '../text.ts'
import { withContents, withoutInner } from './delete.ts'
import { passageThrough } from './passage.ts'
import type { Passage } from './passage.ts'
import * as refusals from './refusals.ts'

/** What `restructure` is to do for a step, or why there is none. */
export type Step =
  { ok: true; input: { ids: string[]; onEdges?: string[]; parent?: string } } | { ok: false; refusal: Text }

export type Way = 'earlier' | 'later' | 'out' | 'in'

/**
 * One step by the keyboard: past the layer or block that comes next in the chain, either way, and out of the block at
 * its ends; out of the block where it is; into the block next to it.
 */
export function stepOf(document: LoomDocument, ids: readonly string[], way: Way): Step {
  const members = withoutInner(document.nodes, ids)
  const home = document.nodes[members[0]!]!.parent
  if (members.some((id) => document.nodes[id]!.parent !== home)) return refuse(refusals.differentBlocks)
  const out: Step = { ok: true, input: { ids: members, parent: document.nodes[home ?? '']?.parent ?? '' } }
  if (way === 'out') return home === undefined ? refuse(refusals.inNoBlock(members[0]!)) : out

  const topology = topologyOf(document)
  if (way === 'in') return into(document, topology, home, members)
  const found = passageThrough(document, topology, members)
  if (!found.ok) return found
  const neighbours = { document, topology, home, passage: found.passage, members, out }
  return way === 'earlier' ? earlier(neighbours) : later(neighbours)
}

interface Neighbours {
  document: LoomDocument
  topology: Topology
  /** The block that they are in. */
  home: string | undefined
  passage: Passage
  members: string[]
  /** The step out of that block. */
  out: Step
}

const refuse = (refusal: Text) => ({ ok: false, refusal }) as const

function earlier(neighbours: Neighbours): Step {
  const { document, topology, home, passage: own, members, out } = neighbours
  const [id] = members
  if (own.source === undefined) return refuse(refusals.nothingBefore(id!))
  const before = siblingOf(document, home, own.source)
  if (before === undefined) return out
  const found = passageThrough(document, topology, [before])
  if (!found.ok) return found
  if (found.passage.source === undefined) return refuse(refusals.nothingBefore(before))
  return onto(members, wiresInto(found.passage), home)
}

function later(neighbours: Neighbours): Step {
  const { document, topology, home, passage: own, members, out } = neighbours
  const targets = targetsOf(neighbours)
  if (targets.length === 0) return refuse(refusals.nothingAfter(members[0]!))
  const siblings = targets.map((target) => siblingOf(document, home, target))
  const next = siblings.find((sibling) => sibling !== undefined)
  if (next === undefined) return out
  const found = passageThrough(document, topology, [next])
  if (!found.ok) return found
  const leaving = wiresOut(topology, found.passage)
  if (leaving.length > 0) return onto(members, leaving, home)
  // Nothing follows the last one: it comes before instead.
  if (own.source === undefined) return refuse(refusals.nothingBefore(members[0]!))
  return onto([next], wiresInto(own), home)
}

const onto = (ids: string[], onEdges: string[], home = ''): Step => ({
  ok: true,
  input: { ids, onEdges, parent: home },
})

/** Into the block that follows, else into the one before. */
function into(document: LoomDocument, { order, into, outOf }: Topology, home: string | undefined, members: string[]) {
  const inside = withContents(document.nodes, members)
  const layers = order.filter((id) => inside.has(id))
  const beside = [
    ...layers.flatMap((id) => outOf.get(id)!.map(({ target }) => target)),
    ...layers.flatMap((id) => into.get(id)!.map(({ source }) => source)),
  ].filter((id) => !inside.has(id))
  const blocks = beside.map((id) => siblingOf(document, home, id))
  const block = blocks.find((id) => id !== undefined && document.nodes[id]!.type === 'block')
  return block === undefined
    ? refuse(refusals.noBlockBeside(members[0]!))
    : ({ ok: true, input: { ids: members, parent: block } } as const)
}

/** Layers outside that take their output, in the order of the data. */
function targetsOf({ topology, passage: own }: Neighbours): string[] {
  const targets = new Set(topology.outOf.get(own.exit)!.map(({ target }) => target))
  return topology.order.filter((id) => targets.has(id) && !own.layers.has(id))
}

/** The child of a block in which a layer is, or the layer itself. */
function siblingOf({ nodes }: LoomDocument, home: string | undefined, layer: string): string | undefined {
  return [layer, ...blocksAround(nodes, layer)].find((at) => nodes[at]?.parent === home)
}

const wiresInto = ({ source, entries }: Passage) => entries.map((entry) => edgeId({ ...entry, source: source! }))

const wiresOut = ({ outOf }: Topology, { exit, layers }: Passage) =>
  outOf.get(exit)!.flatMap(({ id, target }) => (layers.has(target) ? [] : id))
