import { original } from 'immer'
import { z } from 'zod'
import { edgeId, NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { withContents } from './delete.ts'
import { defineCommand } from './define.ts'
import { badName, emptyPart, nameTaken, noSuchNode } from './refusals.ts'

/** Gives a node another id, its path as a whole. What is in a block and bears its name in front follows it. */
export const renameNode = defineCommand({
  id: 'renameNode',
  label: ({ id, name }) => ({ en: `Rename ${id} to ${name}`, zh: `将 ${id} 重命名为 ${name}` }),
  input: z.strictObject({ id: NodeId, name: z.string() }),
  apply(draft, { id, name }) {
    const document = original(draft) as LoomDocument
    if (!Object.hasOwn(document.nodes, id)) return noSuchNode(id)
    const wanted = name.trim()
    if (wanted === id) return
    if (wanted.split('/').includes('')) return emptyPart(wanted)

    const renamed = new Map<string, string>()
    for (const old of withContents(document.nodes, [id])) {
      if (old === id) renamed.set(old, wanted)
      else if (old.startsWith(`${id}/`)) renamed.set(old, wanted + old.slice(id.length))
    }
    for (const next of renamed.values()) {
      if (!NodeId.safeParse(next).success) return badName(next)
      if (Object.hasOwn(document.nodes, next) && !renamed.has(next)) return nameTaken(next)
    }
    const nameOf = (old: string) => renamed.get(old) ?? old

    for (const old of renamed.keys()) {
      delete draft.nodes[old]
      delete draft.layout[old]
    }
    for (const [old, next] of renamed) {
      draft.nodes[next] = { ...document.nodes[old]! }
      if (Object.hasOwn(document.layout, old)) draft.layout[next] = document.layout[old]!
    }
    for (const [old, { parent }] of Object.entries(document.nodes)) {
      if (parent !== undefined && renamed.has(parent)) draft.nodes[nameOf(old)]!.parent = nameOf(parent)
    }
    const wires = Object.entries(document.edges).filter(
      ([, { source, target }]) => renamed.has(source) || renamed.has(target),
    )
    for (const [old] of wires) delete draft.edges[old]
    for (const [, edge] of wires) {
      const next = { ...edge, source: nameOf(edge.source), target: nameOf(edge.target) }
      draft.edges[edgeId(next)] = next
    }
  },
})
