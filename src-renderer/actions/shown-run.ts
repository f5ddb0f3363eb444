import type { RunSummary } from '../../src-core/training/run.ts'
import { useEditor } from '../store/editor.ts'
import { shownRunOf, useRuns } from '../store/runs.ts'

/** The run that a person looks at: what the actions on runs are about. */
export const shownRun = (): RunSummary | undefined => shownRunOf(useRuns.getState(), useEditor.getState().name)

export const noRunShown = { en: 'There is no run yet.', zh: '还没有训练记录。' }
