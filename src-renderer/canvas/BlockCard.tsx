import type { NodeProps } from '@xyflow/react'
import { ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { formatShape } from '../../src-core/graph/shape.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { useLensStep } from '../lens/use-lens-step.ts'
import { useEditor } from '../store/editor.ts'
import { formatShare } from '../training/format.ts'
import { shortFigure } from '../ui/figures.ts'
import { useDetail } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'
import { lastName } from './LayerCard.tsx'
import { InPort, OutPort } from './Ports.tsx'

/** A folded block: what leaves it, and how much of the network's weights and work is in it. */
export const BlockCard = ({ id }: NodeProps) => <Card id={id} />

const Card = memo(function Card({ id }: { id: string }) {
  const t = useT()
  const detail = useDetail()
  const lens = useLensStep(id)
  const refuses = useHands(({ refusing }) => refusing.has(id))
  const isHot = useHands(({ hotBlock }) => hotBlock === id)
  const title = useBlockTitle(id)
  const block = useEditor(useShallow(({ analysis }) => analysis.blocks.get(id)))
  const wholeMacs = useEditor(({ analysis }) => analysis.blocks.get('')!.macs)
  if (!block) return null
  const { layers, trainable, nonTrainable, macs, problems } = block
  const shape = block.shape && formatShape(block.shape)
  const isLong = title.length > longestBesideShape
  const parameters = shortFigure(trainable + nonTrainable)
  const share = formatShare(macs, wholeMacs)
  const about = t({
    en: `${layers} ${layers === 1 ? 'layer' : 'layers'}, ${parameters} params`,
    zh: `${layers} 层，${parameters} 参数`,
  })
  const cost = t({ en: `${share} of the MACs`, zh: `占乘加运算的 ${share}` })
  return (
    <div
      className="card block-card"
      data-detail={detail}
      data-lens={lens}
      data-problem={problems > 0 ? 'error' : undefined}
      data-refuses={refuses || undefined}
      data-hot={isHot || undefined}
    >
      <InPort detail={detail} />
      <span id={labelId(id)} className="card-label">
        {[title, t({ en: 'folded block', zh: '已折叠的块' }), shape, about, cost].filter(Boolean).join(', ')}
      </span>
      {detail !== 'colour' && (
        <div className="card-head">
          <button
            type="button"
            className="caret card-caret nodrag"
            tabIndex={-1}
            aria-label={t({ en: `Unfold ${title}`, zh: `展开 ${title}` })}
            onClick={() => edit('setFolded', { id, folded: false })}
          >
            <ChevronRight size={14} aria-hidden />
          </button>
          <span className="card-name">{title}</span>
          {detail === 'full' && shape && !isLong && <span className="card-shape">{shape}</span>}
        </div>
      )}
      {detail === 'full' && (
        <>
          <p className="card-kind" aria-hidden>
            <span>{about}</span>
            {problems > 0 && <span className="card-count">{problems}</span>}
          </p>
          <div className="card-cost" title={cost} aria-hidden>
            <span className="card-cost-bar">
              <span style={{ width: `${wholeMacs === 0 ? 0 : (macs / wholeMacs) * 100}%` }} />
            </span>
            <span>{share}</span>
            {isLong && <span className="card-shape">{shape}</span>}
          </div>
        </>
      )}
      <OutPort detail={detail} />
    </div>
  )
})

/** Letters of a title that have room beside the shape; a longer one has the line to itself. */
const longestBesideShape = 16

/** What a block is called: its title, else the last part of its path. */
export function useBlockTitle(id: string): string {
  return useEditor(({ history }) => {
    const node = history.document.nodes[id]
    return (node?.type === 'block' && node.title) || lastName(id)
  })
}
