import type { Compared } from '../graph/compare.ts'
import { parseLayer } from '../graph/layer-facts.ts'
import { formatShape, sizeOf } from '../graph/shape.ts'
import type { Shape } from '../graph/shape.ts'
import type { Weight } from '../layers/define.ts'
import type { Text } from '../text.ts'

/** The weights of a layer in Keras's order; none where its shape is not known. */
export function weightsOf({ nodes, analysis }: Compared, id: string): Weight[] {
  const node = nodes[id]
  const layer = analysis.layers.get(id)
  if (node?.type !== 'layer' || layer?.shape === undefined) return []
  const parsed = parseLayer(node.kind, node.params)
  return parsed.ok ? parsed.kind.weights(parsed.params, layer.inputShapes) : []
}

export const namesOf = (weights: readonly Weight[]) => weights.map(({ name }) => name)
export const paramsIn = (weights: readonly Weight[]) => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/** Why a layer cannot begin with weights of another shape, which it has in a file or had in an earlier network. */
export function otherShape(offered: Shape, { name, shape }: Weight, where: 'file' | 'before'): Text {
  const [other, own] = [formatShape(offered), formatShape(shape)]
  return where === 'file'
    ? { en: `Its ${name} is ${own}, the file’s is ${other}.`, zh: `其 ${name} 为 ${own}，文件中为 ${other}。` }
    : { en: `Its ${name} is ${own} now and was ${other}.`, zh: `其 ${name} 现为 ${own}，原为 ${other}。` }
}
