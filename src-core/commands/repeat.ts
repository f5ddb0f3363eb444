import { original } from 'immer'
import { z } from 'zod'
import { edgeId, NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { topologyOf } from '../graph/topology.ts'
import { defineCommand } from './define.ts'
import { withContents } from './delete.ts'
import { nodesText } from './names.ts'
import { passageThrough } from './passage.ts'
import { copyNodes } from './paste.ts'
import { noSuchNode } from './refusals.ts'
import { addWire } from './wiring.ts'

/** Puts copies of layers and blocks behind them, one after the other, so that they are there so many times. */
export const repeatNodes = defineCommand({
  id: 'repeatNodes',
  label({ ids, times }) {
    const { en, zh } = nodesText(ids)
    return { en: `Repeat ${en} ${times} times`, zh: `将 ${zh} 重复 ${times} 次` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1), times: z.int().min(2).max(100) }),
  apply(draft, { ids, times }) {
    const document = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(document.nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    const topology = topologyOf(document)
    const found = passageThrough(document, topology, ids)
    if (!found.ok) return found.refusal

    const { layers, source, entries, exit } = found.passage
    const inside = withContents(document.nodes, ids)
    const nodes = Object.fromEntries(Object.entries(document.nodes).filter(([id]) => inside.has(id)))
    const side = Object.values(document.edges).filter(
      (edge) => layers.has(edge.target) && !layers.has(edge.source) && edge.source !== source,
    )
    const leaving = topology.outOf.get(exit)!.filter(({ target }) => !layers.has(target))
    let last = exit
    for (let copy = 1; copy < times; copy++) {
      const copies = copyNodes(draft, { nodes, edges: document.edges }, undefined)
      for (const entry of entries) addWire(draft, { ...entry, source: last, target: copies.get(entry.target)! })
      for (const edge of side) addWire(draft, { ...edge, target: copies.get(edge.target)! })
      last = copies.get(exit)!
    }
    for (const { target, targetInput } of leaving) {
      delete draft.edges[edgeId({ source: exit, target, targetInput })]
      addWire(draft, { source: last, target, targetInput })
    }
    return undefined
  },
})
