import { Download } from 'lucide-react'
import { openExport } from '../store/export.ts'
import { useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'

export const exportModel = defineAction({
  id: 'export',
  label: { en: 'Export model…', zh: '导出模型…' },
  icon: Download,
  keys: ['mod+e'],
  anywhere: true,
  enabled: () =>
    useRuns.getState().runs?.some((run) => run.exportable)
      ? true
      : { en: 'There is no trained model yet.', zh: '尚无训练好的模型。' },
  run: () => openExport(),
})
