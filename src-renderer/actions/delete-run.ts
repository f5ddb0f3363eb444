import { Trash2 } from 'lucide-react'
import { isLive } from '../../src-core/training/run.ts'
import { askAboutRun } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { noRunShown, shownRun } from './shown-run.ts'

/** Asks whether the shown run is to be deleted. */
export const deleteRun = defineAction({
  id: 'delete-run',
  label: { en: 'Delete run …', zh: '删除训练记录…' },
  icon: Trash2,
  enabled() {
    const run = shownRun()
    if (!run) return noRunShown
    return isLive(run.state) ? { en: 'Stop the run first.', zh: '请先停止训练。' } : true
  },
  run: () => askAboutRun({ what: 'delete', run: shownRun()!.id }),
})
