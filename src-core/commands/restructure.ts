import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { edgeId, NodeId, Position } from '../document/schema.ts'
import type { Edge, LoomDocument } from '../document/schema.ts'
import { blocksAround } from '../graph/blocks.ts'
import { topologyOf, wouldCycle } from '../graph/topology.ts'
import type { Text } from '../text.ts'
import { defineCommand } from './define.ts'
import { healedWires, removeWiresOf, withContents, withEmptied, withoutInner } from './delete.ts'
import { nodesText } from './names.ts'
import { isBlock } from './nodes.ts'
import { passageOf, strandsOf } from './passage.ts'
import type { Passage } from './passage.ts'
import * as refusals from './refusals.ts'
import { addWire, aroundWires, wiresOfOne } from './wiring.ts'

/**
 * Moves layers and blocks to another place in the network: by hand, by key and from the palette. What happens to their
 * wires follows from three rules, whatever is moved and at whatever level:
 *
 * 1. Onto a wire: they are taken out of their chain and stand in the wire. Whatever came before them goes on to what
 *    followed, as when they are deleted; the wire's layer feeds every input that was fed from there, and what leaves
 *    them goes where the wire went. Loose ones take it at every input that is missing. Side inputs, such as a second
 *    branch into a sum, come along unless they would close a circle. Several that no wire joins stand one behind the
 *    other, in the order of the data. They are then in the innermost block around both ends of the wire, unless
 *    another is named.
 * 2. Into a block or out of one, onto no wire: they change their block and keep their wires.
 * 3. Pulled out: the gap is closed as in 1, and they lie loose, with the wires among themselves alone.
 *
 * Nodes keep their ids. An id is the path where a node came to be: options that change, runs and comparisons know a
 * node by it wherever it stands, and no two can collide by a move. A block that nothing is left in goes.
 */
export const restructure = defineCommand({
  id: 'restructure',
  label({ ids, onEdges, pullOut, parent }) {
    const { en, zh } = nodesText(ids)
    const what = { en, zh: ids.length === 1 ? ` ${zh} ` : ` ${zh}` }
    if (onEdges) return { en: `Move ${what.en} onto a wire`, zh: `将${what.zh}移到连线上` }
    if (pullOut) return { en: `Pull ${what.en} out`, zh: `抽出${what.zh}`.trim() }
    if (parent) return { en: `Move ${what.en} into ${parent}`, zh: `将${what.zh}移入 ${parent}` }
    return { en: `Move ${what.en} out`, zh: `将${what.zh}移出块` }
  },
  input: z.strictObject({
    ids: z.array(NodeId).min(1),
    /** All of one layer's output: to one input of one layer, or to several as to a folded block. */
    onEdges: z.array(z.string()).min(1).optional(),
    pullOut: z.boolean().optional(),
    /** `''` is the whole network. */
    parent: z.union([NodeId, z.literal('')]).optional(),
    /** Where they and others stand afterwards, each in its block; those that are moved are laid out without one. */
    positions: z.record(NodeId, Position).optional(),
  }),
  apply(draft, { ids, onEdges, pullOut = false, positions = {}, ...input }) {
    const document = original(draft) as LoomDocument
    const { nodes } = document
    const missing = [...ids, ...Object.keys(positions)].find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return refusals.noSuchNode(missing)
    const members = withoutInner(nodes, ids)
    const moved = withContents(nodes, members)

    const wires = onEdges && wiresOfOne(document, onEdges)
    if (wires && !wires.ok) return wires.refusal
    const parent = input.parent ?? (wires && aroundWires(document, wires.edges))
    if (parent && !isBlock(document, parent)) return refusals.noSuchBlock(parent)
    if (parent && moved.has(parent)) return refusals.intoItself(parent)

    if (wires) {
      const own = wires.edges.find(({ source, target }) => moved.has(source) || moved.has(target))
      if (own) return refusals.alreadyConnected(own.source, own.target)
      const refusal = putOnWires(draft, members, moved, wires.edges)
      if (refusal) return refusal
    } else if (pullOut) closeGap(draft, moved)

    for (const id of members) delete draft.layout[id]
    for (const [id, position] of Object.entries(positions)) draft.layout[id] = position
    if (parent !== undefined) moveInto(draft, parent, members)
    return undefined
  },
})

/** Takes what is moved out of its wires and joins what it stood between. */
function closeGap(draft: Draft<LoomDocument>, moved: ReadonlySet<string>): void {
  const { nodes, edges } = original(draft) as LoomDocument
  const healed = healedWires(topologyOf({ nodes, edges }), moved)
  removeWiresOf(draft, moved)
  for (const wire of healed) addWire(draft, wire)
  // Wires among what is moved stay as they are.
  for (const edge of Object.values(edges)) if (moved.has(edge.source) && moved.has(edge.target)) addWire(draft, edge)
}

function putOnWires(
  draft: Draft<LoomDocument>,
  members: readonly string[],
  moved: ReadonlySet<string>,
  wires: readonly Edge[],
): Text | undefined {
  const document = original(draft) as LoomDocument
  const topology = topologyOf(document)
  const passages: Passage[] = []
  for (const strand of strandsOf(document, topology, members)) {
    const found = passageOf(document, topology, strand)
    if (!found.ok) return found.refusal
    passages.push(found.passage)
  }
  const first = passages[0]
  if (!first) return refusals.emptyBlock(members[0]!)

  closeGap(draft, moved)
  for (const edge of wires) delete draft.edges[edgeId(edge)]
  let { source } = wires[0]!
  for (const { entries, exit } of passages) {
    for (const entry of entries) addWire(draft, { ...entry, source })
    source = exit
  }
  for (const { target, targetInput } of wires) addWire(draft, { source, target, targetInput })
  for (const passage of passages) keepSideInputs(draft, document, passage)
  return undefined
}

/** Other layers go on feeding what was moved where the data still runs forwards. */
function keepSideInputs(draft: Draft<LoomDocument>, { nodes, edges }: LoomDocument, { layers, source }: Passage): void {
  for (const edge of Object.values(edges)) {
    if (!layers.has(edge.target) || layers.has(edge.source) || edge.source === source) continue
    const now = { nodes, edges: { ...draft.edges } }
    const isFed = Object.values(now.edges).some(
      ({ source, target, targetInput }) =>
        target === edge.target && (source === edge.source || targetInput === edge.targetInput),
    )
    if (!isFed && Object.hasOwn(nodes, edge.source) && !wouldCycle(topologyOf(now), edge.source, edge.target))
      addWire(draft, edge)
  }
}

/** Has nodes in another block (`''` is the whole network) and takes away the blocks that nothing is left in without them. */
function moveInto(draft: Draft<LoomDocument>, parent: string, members: readonly string[]): void {
  // Not the draft's: reading every node of it would make a draft of each.
  const { nodes } = original(draft) as LoomDocument
  const coming = members.filter((id) => (nodes[id]!.parent ?? '') !== parent)
  for (const id of coming) {
    if (parent === '') delete draft.nodes[id]!.parent
    else draft.nodes[id]!.parent = parent
  }
  const stay = new Set([...coming, parent, ...blocksAround(nodes, parent)])
  for (const id of withEmptied(nodes, new Set(coming))) {
    if (stay.has(id)) continue
    delete draft.nodes[id]
    delete draft.layout[id]
  }
}
