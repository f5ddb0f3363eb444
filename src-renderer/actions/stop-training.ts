import { Square } from 'lucide-react'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'

/** Ends the run after the step that it is in; its weights are kept. */
export const stopTraining = defineAction({
  id: 'stop-training',
  label: { en: 'Stop', zh: '停止' },
  icon: Square,
  enabled: () =>
    liveRunOf(useRuns.getState()) ? true : { en: 'Nothing is being trained.', zh: '当前没有正在进行的训练。' },
  async run() {
    const live = liveRunOf(useRuns.getState())
    if (!live) return
    const stopped = await attempt(main.stopRun({ run: live.id }))
    if (!stopped.ok) sayFailure(stopped.failure)
  },
})
