import { original } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { defineCommand } from './define.ts'
import { layersWithin } from './delete.ts'
import { nodesText } from './names.ts'
import { noSuchNode } from './refusals.ts'
import { setFlag } from './wiring.ts'

/** Has training leave the weights of layers, and of all that are in blocks, as they are; or train them again. */
export const setFrozen = defineCommand({
  id: 'setFrozen',
  label({ ids, frozen }) {
    const { en, zh } = nodesText(ids)
    return frozen ? { en: `Freeze ${en}`, zh: `冻结 ${zh}` } : { en: `Train ${en} again`, zh: `解冻 ${zh}` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1), frozen: z.boolean() }),
  apply(draft, { ids, frozen }) {
    const { nodes } = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    setFlag(draft, layersWithin(nodes, ids), 'frozen', frozen)
    return undefined
  },
})
