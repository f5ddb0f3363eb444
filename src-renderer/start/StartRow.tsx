import { beginAnew } from '../actions/begin-anew.ts'
import { startFromWeights } from '../actions/start-from-weights.ts'
import { fileName } from '../files/paths.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { useRuns } from '../store/runs.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import './start.css'

/** What weights the next training starts from, and the ways to others and to random ones. */
export function StartRow() {
  const t = useT()
  const from = useEditor((state) => state.history.document.training.from)
  const run = useRuns(({ runs }) => runs?.find(({ id }) => id === from))
  return (
    <div className="field data-row" data-param="from">
      <span>{t({ en: 'Starts from', zh: '起始权重' })}</span>
      <div className="start-row">
        <ActionButton action={startFromWeights} className="data-button">
          <span className="data-title" title={from}>
            {from === undefined ? t({ en: 'Random weights', zh: '随机权重' }) : (run?.title ?? fileName(from))}
          </span>
        </ActionButton>
        {from !== undefined && <ActionButton action={beginAnew} variant="quiet" size="small" iconOnly />}
      </div>
    </div>
  )
}
