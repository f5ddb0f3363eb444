import { original } from 'immer'
import { z } from 'zod'
import { Edge, edgeId, GraphNode, NodeId, Position } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { integrityProblem } from '../document/integrity.ts'
import { Text } from '../text.ts'
import { defineCommand } from './define.ts'
import { blockId, freeId } from './names.ts'
import { isBlock, parentOf } from './nodes.ts'
import * as refusals from './refusals.ts'
import { addWire, layerOf, WireIds, wiresOfOne } from './wiring.ts'

const Loose = z.strictObject({
  /** The block's id among `nodes`, to which a number is put; the ids of what is in it begin with it. */
  block: NodeId.max(100),
  nodes: z.record(NodeId, GraphNode),
  edges: z.record(z.string(), Edge),
  /** The inputs of its layers that take what comes in. */
  entries: z.array(Edge.omit({ source: true })).min(1),
  /** The layer whose output leaves it. */
  exit: NodeId,
})

/** A block that stands alone: it takes one tensor, perhaps at several layers, and gives one. */
export const LooseBlock = Loose.refine(isWhole, { message: 'this is not one whole block' })
export type LooseBlock = z.output<typeof Loose>

function isWhole({ block, nodes, edges, entries, exit }: LooseBlock): boolean {
  const isLayer = (id: string) => layerOf({ nodes }, id) !== undefined
  const isInside = ([id, { parent }]: [string, GraphNode]) =>
    id === block ? parent === undefined : parent !== undefined && id.startsWith(`${block}/`)
  return (
    isBlock({ nodes }, block) &&
    Object.entries(nodes).every(isInside) &&
    integrityProblem({ nodes, edges }) === undefined &&
    Object.values(edges).every(({ source, target }) => isLayer(source) && isLayer(target)) &&
    entries.every(({ target }) => isLayer(target)) &&
    isLayer(exit)
  )
}

/** Adds a block with all that is in it: loose, behind a layer, or on a wire. */
export const addBlock = defineCommand({
  id: 'addBlock',
  label: ({ title }) => ({ en: `Add ${title.en}`, zh: `添加“${title.zh}”` }),
  input: z.strictObject({
    title: Text,
    block: LooseBlock,
    /** The block it goes into; found from its neighbours where it is absent. */
    parent: NodeId.optional(),
    position: Position.optional(),
    connectFrom: NodeId.optional(),
    onEdge: WireIds.optional(),
  }),
  apply(draft, { block: { block, nodes, edges, entries, exit }, position, connectFrom, onEdge, ...input }) {
    const document = original(draft) as LoomDocument
    const wires = onEdge === undefined ? undefined : wiresOfOne(document, onEdge)
    if (wires && !wires.ok) return wires.refusal
    if (connectFrom !== undefined && !layerOf(document, connectFrom)) return refusals.noSuchLayer(connectFrom)
    const parent = input.parent ?? parentOf(document, wires?.edges, connectFrom)
    if (parent !== undefined && !isBlock(document, parent)) return refusals.noSuchBlock(parent)

    const id = blockId(document.nodes, parent, block)
    const renamed = new Map([[block, id]])
    for (const inner of Object.keys(nodes)) {
      if (inner === block) continue
      const path = id + inner.slice(block.length)
      const taken = (id: string) => Object.hasOwn(draft.nodes, id) || [...renamed.values()].includes(id)
      renamed.set(inner, freeId(taken, NodeId.safeParse(path).success ? path : inner))
    }
    for (const [old, { parent: inside, ...node }] of Object.entries(nodes)) {
      const around = inside === undefined ? parent : renamed.get(inside)
      draft.nodes[renamed.get(old)!] = { ...node, ...(around !== undefined && { parent: around }) } as GraphNode
    }
    const wire = ({ source, target, targetInput }: Edge) => addWire(draft, { source, target, targetInput })
    for (const inner of Object.values(edges)) {
      wire({ ...inner, source: renamed.get(inner.source)!, target: renamed.get(inner.target)! })
    }
    const source = wires?.edges[0]!.source ?? connectFrom
    if (source !== undefined) {
      for (const entry of entries) wire({ ...entry, source, target: renamed.get(entry.target)! })
    }
    for (const edge of wires?.edges ?? []) {
      delete draft.edges[edgeId(edge)]
      wire({ ...edge, source: renamed.get(exit)! })
    }
    if (position) draft.layout[id] = position
  },
})
