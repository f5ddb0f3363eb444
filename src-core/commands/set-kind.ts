import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LayerNode } from '../document/schema.ts'
import type { LayerKind } from '../layers/define.ts'
import { kindOf } from '../layers/registry.ts'
import { same } from '../text.ts'
import { defineCommand } from './define.ts'
import { noInputSide, noSuchKind, noSuchLayer } from './refusals.ts'
import { layerOf } from './wiring.ts'

/** Makes a layer one of another kind in its place, with the parameters that carry over: those of the same name and sort. */
export const setKind = defineCommand({
  id: 'setKind',
  label({ id, kind }) {
    const title = kindOf(kind)?.title ?? same(kind)
    return { en: `Make ${id} a ${title.en} layer`, zh: `将 ${id} 换成${title.zh}层` }
  },
  input: z.strictObject({ id: NodeId, kind: z.string().min(1).max(100) }),
  apply(draft, { id, kind }) {
    const layer = layerOf(draft, id)
    if (!layer) return noSuchLayer(id)
    const next = kindOf(kind)
    if (!next) return noSuchKind(kind)
    const isFed = Object.values(draft.edges).some(({ target }) => target === id)
    if (isFed && next.inputs.max === 0) return noInputSide(next.title)
    if (layer.kind === kind) return undefined
    layer.kind = kind
    layer.params = carriedOver(layer.params, next)
    return undefined
  },
})

function carriedOver(params: LayerNode['params'], { params: schema }: LayerKind): LayerNode['params'] {
  const { shape } = schema
  return Object.fromEntries(
    Object.entries(params).filter(
      ([name, value]) => Object.hasOwn(shape, name) && z.safeParse(shape[name]!, value).success,
    ),
  )
}
