import type { NodeProps } from '@xyflow/react'
import { ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { blockTitle, blockWords, lastName } from '../../src-core/layout/words.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { worstWithin } from '../lens/step.ts'
import { useLensStep } from '../lens/use-lens-step.ts'
import { useEditor } from '../store/editor.ts'
import type { Detail } from './detail.ts'
import { useDetail } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'
import { InPort, OutPort } from './Ports.tsx'

/** A folded block: what leaves it, and how much of the network's weights and work is in it. */
export function BlockCard({ id }: NodeProps) {
  const detail = useDetail()
  return detail && <Card id={id} detail={detail} />
}

const Card = memo(function Card({ id, detail }: { id: string; detail: Detail }) {
  const t = useT()
  const lens = useLensStep(id)
  const refuses = useHands(({ refusing }) => refusing.has(id))
  const isHot = useHands(({ hotBlock }) => hotBlock === id)
  const node = useEditor(({ history }) => history.document.nodes[id])
  const block = useEditor(useShallow(({ analysis }) => analysis.blocks.get(id)))
  const worst = useEditor(({ analysis }) => worstWithin(analysis, id))
  const wholeMacs = useEditor(({ analysis }) => analysis.blocks.get('')!.macs)
  if (!block || node?.type !== 'block') return null
  const { problems } = block
  const { title, shape, layers, parameters, share, cost } = blockWords({ id, node }, block, wholeMacs)
  const isLong = title.length > longestBesideShape
  const about = t({
    en: `${layers.en}, ${parameters} params`,
    zh: `${layers.zh}，${parameters} 参数`,
  })
  const ofTheMacs = t({ en: `${cost} of the MACs`, zh: `占乘加运算的 ${cost}` })
  return (
    <div
      className="card block-card"
      data-detail={detail}
      data-lens={lens}
      data-problem={worst}
      data-refuses={refuses || undefined}
      data-hot={isHot || undefined}
    >
      <InPort detail={detail} />
      <span id={labelId(id)} hidden>
        {[title, t({ en: 'folded block', zh: '已折叠的块' }), shape, about, ofTheMacs].filter(Boolean).join(', ')}
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
            {worst && (
              <span className="card-count" data-severity={worst}>
                {problems}
              </span>
            )}
          </p>
          <div className="card-cost" title={ofTheMacs} aria-hidden>
            <span className="card-cost-bar">
              <span style={{ width: `${share * 100}%` }} />
            </span>
            <span>{cost}</span>
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
    return node?.type === 'block' ? blockTitle(id, node) : lastName(id)
  })
}
