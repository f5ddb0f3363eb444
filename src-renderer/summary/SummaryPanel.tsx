import { useMemo } from 'react'
import { copySummaryCsv, copySummaryMarkdown } from '../actions/copy-summary.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { summaryRows } from './rows.ts'
import { setGrouped, useSummary } from './state.ts'
import { SummaryTable } from './SummaryTable.tsx'
import '../ui/caret.css'
import './summary.css'

/** What every layer and block gives and needs, as a table beside the graph. */
export function SummaryPanel() {
  const t = useT()
  const document = useEditor(({ history }) => history.document)
  const analysis = useEditor((editor) => editor.analysis)
  const arranging = useSummary()
  const rows = useMemo(() => summaryRows(document, analysis, arranging), [document, analysis, arranging])
  return (
    <div className="summary">
      <div className="summary-bar">
        <label>
          <input
            type="checkbox"
            checked={arranging.grouped}
            onChange={(event) => setGrouped(event.currentTarget.checked)}
          />
          {t({ en: 'Group by block', zh: '按块分组' })}
        </label>
        <ActionButton action={copySummaryCsv} variant="quiet" size="small" />
        <ActionButton action={copySummaryMarkdown} variant="quiet" size="small" />
      </div>
      <SummaryTable rows={rows} />
    </div>
  )
}
