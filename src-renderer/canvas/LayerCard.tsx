import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { isBypassed } from '../../src-core/graph/bypass.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { useT } from '../i18n/locale.ts'
import { useLensStep } from '../lens/use-lens-step.ts'
import { useEditor } from '../store/editor.ts'
import { useDetail } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'
import { InPort, OutPort } from './Ports.tsx'
import { ProblemBadge } from './ProblemBadge.tsx'

/** A layer: its name, its kind with the parameters that matter, and the shape that leaves it. */
export const LayerCard = ({ id }: NodeProps) => <Card id={id} />

// React Flow's other properties change with every move.
const Card = memo(function Card({ id }: { id: string }) {
  const t = useT()
  const detail = useDetail()
  const lens = useLensStep(id)
  const refuses = useHands(({ refusing }) => refusing.has(id))
  const layer = useEditor(({ analysis }) => analysis.layers.get(id))
  const params = useEditor(({ history }) => {
    const node = history.document.nodes[id]
    return node?.type === 'layer' ? node.params : undefined
  })
  const parent = useEditor(({ history }) => history.document.nodes[id]?.parent)
  const bypassed = useEditor(({ history }) => isBypassed(history.document.nodes[id]))
  // Between an undo and React's next drawing a card may outlive its layer.
  if (!layer || !params) return null
  const kind = kindOf(layer.kind)
  const family = { '--family': `var(--family-${kind?.family ?? 'input'})` } as CSSProperties
  const worst = worstOf(layer)
  const kindName = kind ? t(kind.title) : layer.kind
  const shape = layer.shape && formatShape(layer.shape)
  // An input says nothing but its shape.
  const summary = kind && summaryOf(kind, params)
  const error = layer.problems.find(({ severity }) => severity === 'error')
  return (
    <div
      className="card layer-card"
      style={family}
      data-detail={detail}
      data-lens={lens}
      data-problem={worst}
      data-refuses={refuses || undefined}
      data-bypassed={bypassed || undefined}
    >
      <InPort detail={detail} isThere={kind?.inputs.max !== 0} />
      <span id={labelId(id)} className="card-label">
        {[id, kindName, bypassed && t({ en: 'bypassed', zh: '已旁路' }), shape, error && t(error.message)]
          .filter(Boolean)
          .join(', ')}
      </span>
      {detail !== 'colour' && (
        <div className="card-head" aria-hidden>
          <span className="card-name">{nameIn(parent, id)}</span>
          {detail === 'full' && shape && <span className="card-shape">{shape}</span>}
        </div>
      )}
      {detail === 'full' &&
        (error ? (
          <p className="card-problem">{t(error.message)}</p>
        ) : (
          <p className="card-kind" aria-hidden>
            <span>{kindName}</span>
            <span className="card-params">{summary !== shape && summary}</span>
          </p>
        ))}
      {detail === 'full' && layer.problems.length > 0 && <ProblemBadge problems={layer.problems} />}
      <OutPort detail={detail} />
    </div>
  )
})

const worstOf = ({ problems }: LayerAnalysis) =>
  problems.some(({ severity }) => severity === 'error') ? 'error' : problems.length > 0 ? 'warning' : undefined

/** The last part of a path: `conv3/block2/conv1` is `conv1` to one who sees the block around it. */
export const lastName = (id: string): string => id.split('/').at(-1) || id

/** A layer that came from another block says from which: `conv1` would be mistaken for the one that is there. */
export function nameIn(block: string | undefined, id: string): string {
  const path = `${id.slice(0, Math.max(0, id.lastIndexOf('/')))}/`
  const around = `${block ?? ''}/`
  const isAtHome = path === '/' || around === '/' || path.startsWith(around) || around.startsWith(path)
  return isAtHome ? lastName(id) : id
}

function summaryOf(kind: LayerKind, params: Record<string, unknown>): string {
  const parsed = kind.params.safeParse(params)
  return parsed.success ? kind.summary(parsed.data) : ''
}
