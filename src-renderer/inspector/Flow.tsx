import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { topologyOf } from '../../src-core/graph/topology.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { NodeLink } from './NodeLink.tsx'
import { Section } from './Section.tsx'
import { shortName } from './selected.ts'

/** The tensors that come into a layer and the one that leaves it, with the layers at the other ends. */
export function Flow({ layer }: { layer: LayerAnalysis }) {
  const t = useT()
  const document = useEditor((state) => state.history.document)
  const layers = useEditor((state) => state.analysis.layers)
  const targets = topologyOf(document).outOf.get(layer.id) ?? []
  return (
    <Section title={{ en: 'Shapes', zh: '形状' }}>
      <dl className="figure-list flow">
        {layer.inputs.map((source, i) => (
          <div key={i}>
            <dt>
              {layer.inputs.length > 1 ? t({ en: `In ${i + 1}`, zh: `输入 ${i + 1}` }) : t({ en: 'In', zh: '输入' })}
            </dt>
            <dd>
              <ShapeText shape={layers.get(source)?.shape} />
            </dd>
            <dd className="flow-ends">
              <NodeLink id={source}>{shortName(source)}</NodeLink>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t({ en: 'Out', zh: '输出' })}</dt>
          <dd>
            <ShapeText shape={layer.shape} />
          </dd>
          <dd className="flow-ends">
            {targets.map(({ id, target }) => (
              <NodeLink key={id} id={target}>
                {shortName(target)}
              </NodeLink>
            ))}
          </dd>
        </div>
      </dl>
    </Section>
  )
}

/** A shape, or that a problem keeps it from being known. */
export function ShapeText({ shape }: { shape: Shape | undefined }) {
  const t = useT()
  if (shape) return <>{formatShape(shape)}</>
  return (
    <span
      className="unknown"
      title={t({ en: 'Known once the problem before it is solved', zh: '解决前面的问题后即可得知' })}
    >
      {t({ en: 'unknown', zh: '未知' })}
    </span>
  )
}
