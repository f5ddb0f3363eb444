import { z } from 'zod'
import { NodeId, ParamName } from '../document/schema.ts'
import { defineCommand } from './define.ts'
import { noSuchLayer } from './refusals.ts'
import { layerOf } from './wiring.ts'

/**
 * Changes parameters of a layer and leaves the others; `undefined` takes one away. A value that the kind refuses is
 * taken all the same and becomes a problem on the layer, so that a person can type on.
 */
export const setParams = defineCommand({
  id: 'setParams',
  label: ({ id, params }) => ({
    en: `Set ${Object.keys(params).join(', ')} of ${id}`,
    zh: `设置 ${id} 的 ${Object.keys(params).join('、')}`,
  }),
  input: z.strictObject({ id: NodeId, params: z.record(ParamName, z.json().optional()) }),
  apply(draft, { id, params }) {
    const layer = layerOf(draft, id)
    if (!layer) return noSuchLayer(id)
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) delete layer.params[name]
      else if (JSON.stringify(value) !== JSON.stringify(layer.params[name])) layer.params[name] = value
    }
  },
})
