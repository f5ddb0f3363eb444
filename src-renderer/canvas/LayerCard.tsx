import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { CSSProperties } from 'react'
import { isBypassed } from '../../src-core/graph/bypass.ts'
import { worstOf } from '../../src-core/graph/problem.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { layerWords } from '../../src-core/layout/words.ts'
import { useT } from '../i18n/locale.ts'
import { useLensStep } from '../lens/use-lens-step.ts'
import { useEditor } from '../store/editor.ts'
import type { Detail } from './detail.ts'
import { useDetail } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'
import { InPort, OutPort } from './Ports.tsx'
import { ProblemBadge } from './ProblemBadge.tsx'

/** A layer: its name, its kind with the parameters that matter, and the shape that leaves it. */
export function LayerCard({ id }: NodeProps) {
  const detail = useDetail()
  return detail && <Card id={id} detail={detail} />
}

// React Flow's other properties change with every move.
const Card = memo(function Card({ id, detail }: { id: string; detail: Detail }) {
  const t = useT()
  const lens = useLensStep(id)
  const refuses = useHands(({ refusing }) => refusing.has(id))
  const layer = useEditor(({ analysis }) => analysis.layers.get(id))
  const node = useEditor(({ history }) => history.document.nodes[id])
  // Between an undo and React's next drawing a card may outlive its layer.
  if (!layer || node?.type !== 'layer') return null
  const { name, kind, family, params, shape } = layerWords(node, layer)
  const bypassed = isBypassed(node)
  const worst = worstOf(layer.problems)
  const error = layer.problems.find(({ severity }) => severity === 'error')
  return (
    <div
      className="card layer-card"
      style={{ '--family': `var(--family-${family})` } as CSSProperties}
      data-detail={detail}
      data-lens={lens}
      data-problem={worst}
      data-refuses={refuses || undefined}
      data-bypassed={bypassed || undefined}
    >
      <InPort detail={detail} isThere={kindOf(node.kind)?.inputs.max !== 0} />
      <span id={labelId(id)} hidden>
        {[id, t(kind), bypassed && t({ en: 'bypassed', zh: '已旁路' }), shape, error && t(error.message)]
          .filter(Boolean)
          .join(', ')}
      </span>
      {detail !== 'colour' && (
        <div className="card-head" aria-hidden>
          <span className="card-name">{name}</span>
          {detail === 'full' && shape && <span className="card-shape">{shape}</span>}
        </div>
      )}
      {detail === 'full' &&
        (error ? (
          <p className="card-problem">{t(error.message)}</p>
        ) : (
          <p className="card-kind" aria-hidden>
            <span>{t(kind)}</span>
            <span className="card-params">{params}</span>
          </p>
        ))}
      {detail === 'full' && layer.problems.length > 0 && <ProblemBadge problems={layer.problems} />}
      <OutPort detail={detail} />
    </div>
  )
})
