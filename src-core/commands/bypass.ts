import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { original } from 'immer'
import { kindOf } from '../layers/registry.ts'
import { defineCommand } from './define.ts'
import { withContents } from './delete.ts'
import { noSuchNode, startsTheNetwork } from './refusals.ts'
import { layerOf } from './wiring.ts'

/** Leaves layers, and all that are in blocks, out of the network without taking them away, or takes them in again. */
export const setBypassed = defineCommand({
  id: 'setBypassed',
  label({ ids, bypassed }) {
    const what = ids.length === 1 ? ids[0]! : undefined
    if (bypassed) return { en: `Bypass ${what ?? `${ids.length} nodes`}`, zh: `旁路 ${what ?? `${ids.length} 个节点`}` }
    return { en: `Use ${what ?? `${ids.length} nodes`} again`, zh: `恢复 ${what ?? `${ids.length} 个节点`}` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1), bypassed: z.boolean() }),
  apply(draft, { ids, bypassed }) {
    const { nodes } = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    const layers = [...withContents(nodes, ids)].filter((id) => layerOf({ nodes }, id))
    const start = layers.find((id) => kindOf(layerOf({ nodes }, id)!.kind)?.inputs.max === 0)
    if (bypassed && start !== undefined) return startsTheNetwork(start)
    for (const id of layers) {
      const layer = layerOf(draft, id)!
      if (bypassed) layer.bypassed = true
      else delete layer.bypassed
    }
    return undefined
  },
})
