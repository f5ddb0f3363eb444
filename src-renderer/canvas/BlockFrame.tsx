import type { NodeProps } from '@xyflow/react'
import { ChevronDown } from 'lucide-react'
import { memo } from 'react'
import type { MouseEvent } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { formatCompact } from '../../src-core/amounts.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { worstWithin } from '../lens/step.ts'
import { useEditor } from '../store/editor.ts'
import { useBlockTitle } from './BlockCard.tsx'
import type { Detail } from './detail.ts'
import { useDetail } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'

/** An unfolded block: a frame around what is in it. Its title is its handle; its inside is canvas. */
export function BlockFrame({ id }: NodeProps) {
  const detail = useDetail()
  return detail && <Frame id={id} detail={detail} />
}

const Frame = memo(function Frame({ id, detail }: { id: string; detail: Detail }) {
  const t = useT()
  const title = useBlockTitle(id)
  const isHot = useHands(({ hotBlock }) => hotBlock === id)
  const block = useEditor(useShallow(({ analysis }) => analysis.blocks.get(id)))
  const worst = useEditor(({ analysis }) => worstWithin(analysis, id))
  if (!block) return null
  const shape = block.shape && formatShape(block.shape)
  const parameters = formatCompact(block.trainable + block.nonTrainable)
  return (
    <div className="frame" data-detail={detail} data-problem={worst} data-hot={isHot || undefined}>
      <header className="frame-title" onClick={(event) => pick(id, event)}>
        <button
          type="button"
          className="caret card-caret nodrag"
          tabIndex={-1}
          aria-label={t({ en: `Fold ${title}`, zh: `折叠 ${title}` })}
          onClick={() => edit('setFolded', { id, folded: true })}
        >
          <ChevronDown size={14} aria-hidden />
        </button>
        <span id={labelId(id)} className="card-name">
          {title}
        </span>
        {detail === 'full' && (
          <span className="frame-about" title={t({ en: 'Parameters', zh: '参数' })}>
            {parameters}
          </span>
        )}
        {detail === 'full' && shape && <span className="card-shape">{shape}</span>}
      </header>
    </div>
  )
})

/** React Flow must not select frames, or every box drawn inside of one would select it too. */
function pick(id: string, event: MouseEvent): void {
  const { selection, select } = useEditor.getState()
  const adds = event.shiftKey || event.ctrlKey || event.metaKey
  if (!adds) return select([id])
  select(selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id])
}
