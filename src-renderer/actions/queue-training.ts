import { ListPlus } from 'lucide-react'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useEditor } from '../store/editor.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { toast } from '../ui/toast.ts'
import { defineAction } from './define.ts'
import { whyNotTrainable } from './train.ts'

/** Trains the network as it is now once the runs before it have ended. */
export const queueTraining = defineAction({
  id: 'queue-training',
  label: { en: 'Add to queue', zh: '加入队列' },
  icon: ListPlus,
  enabled: () =>
    liveRunOf(useRuns.getState())
      ? (whyNotTrainable() ?? true)
      : { en: 'Nothing is being trained: Train begins at once.', zh: '当前没有训练，可直接开始训练。' },
  async run() {
    const { history, name } = useEditor.getState()
    const started = await attempt(main.startRun({ title: name, document: history.document }))
    if (!started.ok) return useRuns.setState({ refused: started.failure })
    useRuns.setState((runs) => ({ started: [...runs.started, started.value.run] }))
    toast({
      kind: 'success',
      message: {
        en: `“${name}” is in the queue, as it is now.`,
        zh: `“${name}”已按当前状态加入队列。`,
      },
    })
  },
})
