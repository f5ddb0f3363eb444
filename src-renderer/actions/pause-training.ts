import { Pause } from 'lucide-react'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { defineAction } from './define.ts'

/** Lets the device rest after the step under way; the run, and the queue behind it, wait until it is resumed. */
export const pauseTraining = defineAction({
  id: 'pause-training',
  label: { en: 'Pause', zh: '暂停' },
  icon: Pause,
  enabled: () =>
    liveRunOf(useRuns.getState()) ? true : { en: 'Nothing is being trained.', zh: '当前没有正在进行的训练。' },
  async run() {
    const live = liveRunOf(useRuns.getState())
    if (!live) return
    const paused = await attempt(main.pauseRun({ run: live.id }))
    if (!paused.ok) sayFailure(paused.failure)
  },
})
