import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { original } from 'immer'
import { kindOf } from '../layers/registry.ts'
import { defineCommand } from './define.ts'
import { layersWithin } from './delete.ts'
import { nodesText } from './names.ts'
import { noSuchNode, startsTheNetwork } from './refusals.ts'
import { layerOf, setFlag } from './wiring.ts'

/** Leaves layers, and all that are in blocks, out of the network without taking them away, or takes them in again. */
export const setBypassed = defineCommand({
  id: 'setBypassed',
  label({ ids, bypassed }) {
    const { en, zh } = nodesText(ids)
    return bypassed ? { en: `Bypass ${en}`, zh: `旁路 ${zh}` } : { en: `Use ${en} again`, zh: `恢复 ${zh}` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1), bypassed: z.boolean() }),
  apply(draft, { ids, bypassed }) {
    const { nodes } = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    const layers = layersWithin(nodes, ids)
    const start = layers.find((id) => kindOf(layerOf({ nodes }, id)!.kind)?.inputs.max === 0)
    if (bypassed && start !== undefined) return startsTheNetwork(start)
    setFlag(draft, layers, 'bypassed', bypassed)
    return undefined
  },
})
