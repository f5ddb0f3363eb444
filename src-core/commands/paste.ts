import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { Edge, GraphNode, NodeId, Position } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { integrityProblem } from '../document/integrity.ts'
import type { Text } from '../text.ts'
import { defineCommand } from './define.ts'
import { freeId } from './names.ts'
import { isBlock } from './nodes.ts'
import { noSuchBlock } from './refusals.ts'
import { addWire } from './wiring.ts'

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
    if (into !== undefined && !isBlock(document, into)) return noSuchBlock(into)

    const problem = problemAlone(nodes)
    if (problem) return problem
    const copies = copyNodes(draft, { nodes, edges }, into)
    for (const [id, copy] of copies) {
      if (!Object.hasOwn(layout, id)) continue
      const { x, y } = layout[id]!
      // Inside a pasted block positions are relative to it, so that only what stands at the top moves.
      draft.layout[copy] = innerParent(nodes, id) === undefined ? { x: x + offset.x, y: y + offset.y } : { x, y }
    }
  },
})

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** The parent among what is copied; the others stand at its top. */
function innerParent(nodes: Graph['nodes'], id: string): string | undefined {
  const { parent } = nodes[id]!
  return parent !== undefined && Object.hasOwn(nodes, parent) ? parent : undefined
}

function problemAlone(nodes: Graph['nodes']): Text | undefined {
  const alone = Object.entries(nodes).map(([id, node]) => [id, { ...node, parent: innerParent(nodes, id) }])
  return integrityProblem({ nodes: Object.fromEntries(alone) as Graph['nodes'], edges: {} })
}

/**
 * Adds copies of nodes, and of the wires among them, under ids that are free.
 *
 * @param into the block they go into; else each goes where its original is, if there is such a block here
 * @returns the copies' ids by the originals'
 */
export function copyNodes(
  draft: Draft<LoomDocument>,
  { nodes, edges }: Graph,
  into: string | undefined,
): Map<string, string> {
  const copies = new Map<string, string>()
  const taken = (id: string) => Object.hasOwn(draft.nodes, id)
  const copy = (id: string): string => {
    const done = copies.get(id)
    if (done !== undefined) return done
    const { parent: own, ...rest } = nodes[id]!
    const inner = innerParent(nodes, id)
    const newInner = inner === undefined ? undefined : copy(inner)
    const parent = newInner ?? into ?? (own !== undefined && isBlock(draft, own) ? own : undefined)
    const path = inner !== undefined && id.startsWith(`${inner}/`) ? newInner + id.slice(inner.length) : id
    const next = freeId(taken, NodeId.safeParse(path).success ? path : id)
    copies.set(id, next)
    draft.nodes[next] = { ...rest, ...(parent !== undefined && { parent }) }
    return next
  }
  for (const id of Object.keys(nodes)) copy(id)
  for (const { source, target, targetInput } of Object.values(edges)) {
    const [from, to] = [copies.get(source), copies.get(target)]
    if (from !== undefined && to !== undefined) addWire(draft, { source: from, target: to, targetInput })
  }
  return copies
}
