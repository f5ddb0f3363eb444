import { original } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { defineCommand } from './define.ts'
import { withContents } from './delete.ts'
import { noSuchNode } from './refusals.ts'
import { layerOf } from './wiring.ts'

/** Has training leave the weights of layers, and of all that are in blocks, as they are; or train them again. */
export const setFrozen = defineCommand({
  id: 'setFrozen',
  label({ ids, frozen }) {
    const what = ids.length === 1 ? ids[0]! : undefined
    if (frozen) return { en: `Freeze ${what ?? `${ids.length} nodes`}`, zh: `冻结 ${what ?? `${ids.length} 个节点`}` }
    return { en: `Train ${what ?? `${ids.length} nodes`} again`, zh: `解冻 ${what ?? `${ids.length} 个节点`}` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1), frozen: z.boolean() }),
  apply(draft, { ids, frozen }) {
    const { nodes } = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    for (const id of withContents(nodes, ids)) {
      const layer = layerOf(draft, id)
      if (!layer) continue
      if (frozen) layer.frozen = true
      else delete layer.frozen
    }
    return undefined
  },
})
