import { original } from 'immer'
import { z } from 'zod'
import { Edge, edgeId, GraphNode, NodeId, Position } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { integrityProblem } from '../document/integrity.ts'
import { defineCommand } from './define.ts'
import { freeId } from './names.ts'
import { noSuchBlock } from './refusals.ts'

/** Adds copies of nodes and of the wires among them, under ids that are free. */
export const pasteNodes = defineCommand({
  id: 'pasteNodes',
  label: ({ nodes }) => {
    const count = Object.keys(nodes).length
    return count === 1
      ? { en: 'Paste a layer', zh: '粘贴层' }
      : { en: `Paste ${count} layers`, zh: `粘贴 ${count} 个层` }
  },
  input: z.strictObject({
    nodes: z.record(NodeId, GraphNode),
    /** Those that end elsewhere are left out. */
    edges: z.record(z.string(), Edge),
    layout: z.record(NodeId, Position).optional(),
    /** How far from the originals the copies are put, in canvas pixels. */
    offset: Position,
    /** The block to paste into; else each node goes where its original is, if there is such a block here. */
    parent: NodeId.optional(),
  }),
  apply(draft, { nodes, edges, layout = {}, offset, parent: into }) {
    const document = original(draft) as LoomDocument
    const isBlock = (id: string) => Object.hasOwn(document.nodes, id) && document.nodes[id]!.type === 'block'
    if (into !== undefined && !isBlock(into)) return noSuchBlock(into)

    /** The parent among what is pasted; the others stand at its top. */
    const innerParent = (id: string) => {
      const { parent } = nodes[id]!
      return parent !== undefined && Object.hasOwn(nodes, parent) ? parent : undefined
    }
    const alone = Object.entries(nodes).map(([id, node]) => [id, { ...node, parent: innerParent(id) }])
    const problem = integrityProblem({ nodes: Object.fromEntries(alone) as LoomDocument['nodes'], edges: {} })
    if (problem) return problem

    const renamed = new Map<string, string>()
    const taken = (id: string) => Object.hasOwn(draft.nodes, id)
    const paste = (id: string): string => {
      const done = renamed.get(id)
      if (done !== undefined) return done
      const node = nodes[id]!
      const inner = innerParent(id)
      const newInner = inner === undefined ? undefined : paste(inner)
      const parent = newInner ?? into ?? (node.parent !== undefined && isBlock(node.parent) ? node.parent : undefined)
      const path = inner !== undefined && id.startsWith(`${inner}/`) ? newInner + id.slice(inner.length) : id
      const next = freeId(taken, NodeId.safeParse(path).success ? path : id)
      renamed.set(id, next)
      const { parent: _, ...rest } = node
      draft.nodes[next] = { ...rest, ...(parent !== undefined && { parent }) }
      if (Object.hasOwn(layout, id)) {
        const { x, y } = layout[id]!
        // Inside a pasted block positions are relative to it, so that only what stands at the top moves.
        draft.layout[next] = inner === undefined ? { x: x + offset.x, y: y + offset.y } : { x, y }
      }
      return next
    }
    for (const id of Object.keys(nodes)) paste(id)
    for (const { source, target, targetInput } of Object.values(edges)) {
      const from = renamed.get(source)
      const to = renamed.get(target)
      if (from === undefined || to === undefined) continue
      const edge = { source: from, target: to, targetInput }
      draft.edges[edgeId(edge)] = edge
    }
  },
})
