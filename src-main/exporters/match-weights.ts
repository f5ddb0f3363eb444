import type { KerasLayer } from '../../src-core/formats/keras-config.ts'
import { formatShape, sameShape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'

/** Each layer's weights in Keras's order, or the first that is missing or has another shape than the network wants. */
export function matchWeights(
  layers: readonly Pick<KerasLayer, 'id' | 'weights'>[],
  weights: readonly LayerWeight[],
): Result<Map<string, LayerWeight[]>> {
  const given = new Map(weights.map((weight) => [`${weight.layer}\n${weight.name}`, weight]))
  const matched = new Map<string, LayerWeight[]>()
  for (const layer of layers) {
    const own: LayerWeight[] = []
    for (const { name, shape } of layer.weights) {
      const weight = given.get(`${layer.id}\n${name}`)
      if (!weight || !sameShape(weight.shape, shape)) {
        const found = weight ? formatShape(weight.shape) : '—'
        return fail(
          'weights-do-not-fit',
          {
            en: `The weights do not fit the network: “${layer.id}” wants ${name} of ${formatShape(shape)}, found ${found}.`,
            zh: `权重与网络不符：“${layer.id}”的 ${name} 应为 ${formatShape(shape)}，实际为 ${found}。`,
          },
          { en: 'Train the network again.', zh: '请重新训练该网络。' },
        )
      }
      own.push(weight)
    }
    matched.set(layer.id, own)
  }
  return ok(matched)
}
