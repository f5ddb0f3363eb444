import { RotateCw } from 'lucide-react'
import { hasDiverged } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { shownRun } from './shown-run.ts'
import { tensorFlowReady } from './tensorflow-ready.ts'

/** One that diverged would do so again, to the same numbers: it goes on at a smaller learning rate instead. */
export const isResumable = (run: RunSummary | undefined): run is RunSummary =>
  run !== undefined &&
  !hasDiverged(run) &&
  (['queued', 'paused'].includes(run.state.phase) ||
    (run.exportable && ['stopped', 'interrupted', 'failed'].includes(run.state.phase)))

/** Goes on with the run that is shown, from its last checkpoint, to the same numbers; one that is queued begins now. */
export const resumeTraining = defineAction({
  id: 'resume-training',
  label: { en: 'Resume', zh: '继续训练' },
  icon: RotateCw,
  enabled() {
    if (!isResumable(shownRun())) return { en: 'There is no run to go on with.', zh: '没有可以继续的训练。' }
    return tensorFlowReady()
  },
  async run() {
    const run = shownRun()
    if (!run) return
    useRuns.setState({ refused: undefined })
    const resumed = await attempt(main.resumeRun({ run: run.id }))
    if (resumed.ok) useRuns.setState({ selected: run.id })
    else useRuns.setState({ refused: resumed.failure })
  },
})
