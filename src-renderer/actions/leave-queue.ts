import { ListX } from 'lucide-react'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { defineAction } from './define.ts'
import { noRunShown, shownRun } from './shown-run.ts'

/** Takes the shown run out of the queue; it stays in the list and can be resumed. */
export const leaveQueue = defineAction({
  id: 'leave-queue',
  label: { en: 'Take out of the queue', zh: '移出队列' },
  icon: ListX,
  enabled() {
    const run = shownRun()
    if (!run) return noRunShown
    return run.state.phase === 'queued' || { en: 'The run is not queued.', zh: '该训练不在队列中。' }
  },
  async run() {
    const left = await attempt(main.stopRun({ run: shownRun()!.id }))
    if (!left.ok) sayFailure(left.failure)
  },
})
