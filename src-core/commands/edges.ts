import { original } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { topologyOf } from '../graph/topology.ts'
import { defineCommand } from './define.ts'
import { noSuchWire } from './refusals.ts'
import { rewire, wireBetween } from './wiring.ts'

/** Draws a wire. Where the target takes one input, it takes the place of the wire that is there. */
export const connect = defineCommand({
  id: 'connect',
  label: ({ source, target }) => ({ en: `Connect ${source} to ${target}`, zh: `将 ${source} 连接到 ${target}` }),
  input: z.strictObject({ source: NodeId, target: NodeId, targetInput: z.int().min(0).max(9_999).optional() }),
  apply(draft, input) {
    const document = original(draft) as LoomDocument
    const wire = wireBetween(document, topologyOf(document), input)
    if (!wire.ok) return wire.refusal
    rewire(draft, wire.rewiring)
  },
})

/** Takes wires away. */
export const disconnect = defineCommand({
  id: 'disconnect',
  label: ({ edges }) =>
    edges.length === 1
      ? { en: 'Remove a wire', zh: '断开连线' }
      : { en: `Remove ${edges.length} wires`, zh: `断开 ${edges.length} 条连线` },
  input: z.strictObject({ edges: z.array(z.string()) }),
  apply(draft, { edges }) {
    const missing = edges.find((id) => !Object.hasOwn(draft.edges, id))
    if (missing !== undefined) return noSuchWire(missing)
    for (const id of edges) delete draft.edges[id]
  },
})
