import { formatInteger } from '../../src-core/amounts.ts'
import type { LayerNode } from '../../src-core/document/schema.ts'
import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import { parseLayer } from '../../src-core/graph/layer-facts.ts'
import { formatShape, sizeOf } from '../../src-core/graph/shape.ts'
import { useT } from '../i18n/locale.ts'
import { Section } from './Section.tsx'

interface Props {
  node: LayerNode
  layer: LayerAnalysis
}

/** A layer's weights as Keras names them. */
export function Weights({ node, layer }: Props) {
  const t = useT()
  const parsed = parseLayer(node.kind, node.params)
  if (!parsed.ok || !layer.shape) return null
  const weights = parsed.kind.weights(parsed.params, layer.inputShapes)
  if (weights.length === 0) return null
  return (
    <Section title={{ en: 'Weights', zh: '权重' }}>
      <table className="weights">
        <thead className="visually-hidden">
          <tr>
            <th>{t({ en: 'Name', zh: '名称' })}</th>
            <th>{t({ en: 'Shape', zh: '形状' })}</th>
            <th>{t({ en: 'Count', zh: '数量' })}</th>
          </tr>
        </thead>
        <tbody>
          {weights.map(({ name, shape, trainable }) => (
            <tr key={name} data-trainable={trainable}>
              <th scope="row">
                {name}
                {!trainable && <span className="tag">{t({ en: 'not trained', zh: '不训练' })}</span>}
              </th>
              <td>{formatShape(shape)}</td>
              <td>{formatInteger(sizeOf(shape))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
