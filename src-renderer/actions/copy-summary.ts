import { Table } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import { t } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { asCsv, asMarkdown } from '../summary/as-text.ts'
import { summaryRows } from '../summary/rows.ts'
import { useSummary } from '../summary/state.ts'
import { toast } from '../ui/toast.ts'
import { writeClipboard } from './copy.ts'
import { defineAction } from './define.ts'

/** Copies the table as it is sorted and grouped, with the rows that are folded away. */
const copyAs = (format: string, label: Text, write: typeof asCsv) =>
  defineAction({
    id: `copy-summary-${format}`,
    label,
    icon: Table,
    enabled: () =>
      useEditor.getState().analysis.layers.size > 0
        ? true
        : { en: 'The network has no layers yet.', zh: '网络中还没有层。' },
    run() {
      const { history, analysis } = useEditor.getState()
      const rows = summaryRows(history.document, analysis, { ...useSummary.getState(), folded: new Set() })
      writeClipboard(write(rows, t))
      toast({
        kind: 'success',
        message: {
          en: `Copied the summary, ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.`,
          zh: `已复制概览，共 ${rows.length} 行。`,
        },
      })
    },
  })

export const copySummaryCsv = copyAs('csv', { en: 'Copy summary as CSV', zh: '复制概览为 CSV' }, asCsv)
export const copySummaryMarkdown = copyAs(
  'markdown',
  { en: 'Copy summary as Markdown', zh: '复制概览为 Markdown' },
  asMarkdown,
)
