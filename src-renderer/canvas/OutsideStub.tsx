import type { NodeProps } from '@xyflow/react'
import { CornerDownRight } from 'lucide-react'
import { formatShape } from '../../src-core/graph/shape.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import { labelId } from './flow.ts'
import { InPort, OutPort } from './Ports.tsx'

/** What the entered block is joined to outside: a press goes there. */
export function OutsideStub({ id }: NodeProps) {
  const t = useT()
  const side = id.startsWith('before:') ? 'before' : 'after'
  const layer = id.slice(side.length + 1)
  const shape = useEditor(({ analysis }) => analysis.layers.get(layer)?.shape)
  return (
    <div className="stub">
      {side === 'after' && <InPort />}
      <button
        type="button"
        id={labelId(id)}
        className="stub-button nodrag"
        title={t({ en: `Go to ${layer}`, zh: `前往 ${layer}` })}
        onClick={() => reveal(layer)}
      >
        <CornerDownRight size={12} aria-hidden />
        <span className="stub-name">{layer}</span>
        {shape && side === 'before' && <span className="card-shape">{formatShape(shape)}</span>}
      </button>
      {side === 'before' && <OutPort />}
    </div>
  )
}
