import { GitBranch } from 'lucide-react'
import { askAboutRun } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { noRunShown, shownRun } from './shown-run.ts'
import { whyNotTrainable } from './train.ts'

/** Shows what the open network would take over of the shown run's weights, and offers to train it from there. */
export const branchRun = defineAction({
  id: 'branch-run',
  label: { en: 'Train from its weights …', zh: '以其权重开始训练…' },
  icon: GitBranch,
  enabled() {
    const run = shownRun()
    if (!run) return noRunShown
    if (!run.exportable) return { en: 'This run has no weights yet.', zh: '该训练还没有权重。' }
    return whyNotTrainable() ?? true
  },
  run: () => askAboutRun({ what: 'branch', run: shownRun()!.id }),
})
