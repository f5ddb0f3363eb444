import { Play } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useEditor } from '../store/editor.ts'
import { liveRunOf, noteStarted, useRuns } from '../store/runs.ts'
import { useRuntime } from '../store/runtime.ts'
import { showTab } from '../store/view.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'
import { whyDataDoesNotFit } from './draw-shapes.ts'
import { goToProblem } from './go-to-problem.ts'

export const train = defineAction({
  id: 'train',
  label: { en: 'Train', zh: '训练' },
  icon: Play,
  keys: ['mod+enter'],
  anywhere: true,
  enabled: () => whyNotTrain() ?? true,
  goToReason() {
    const error = useEditor.getState().analysis.problems.find((problem) => problem.severity === 'error')
    showTab(error ? 'problems' : 'training')
    if (error) goToProblem(error)
  },
  async run() {
    const { history, name } = useEditor.getState()
    useRuns.setState({ refused: undefined })
    showTab('training')
    const started = await attempt(main.startRun({ title: name, document: history.document }))
    if (started.ok) noteStarted(started.value.run)
    else useRuns.setState({ refused: started.failure })
  },
})

/** What keeps a training from beginning now, in a sentence; undefined where nothing does. */
function whyNotTrain(): Text | undefined {
  if (liveRunOf(useRuns.getState())) return { en: 'A run is under way.', zh: '已有训练正在进行。' }
  return whyNotTrainable()
}

/** What keeps the network from being trained, now or once its turn has come. */
export function whyNotTrainable(): Text | undefined {
  const { analysis } = useEditor.getState()
  const errors = analysis.problems.filter((problem) => problem.severity === 'error').length
  if (errors === 1)
    return { en: 'A problem keeps this network from being trained.', zh: '有 1 个问题使该网络无法训练。' }
  if (errors > 1)
    return {
      en: `${errors} problems keep this network from being trained.`,
      zh: `有 ${errors} 个问题使该网络无法训练。`,
    }
  if (!analysis.trainable) return { en: 'There is nothing to train yet.', zh: '还没有可训练的内容。' }
  const misfit = whyDataDoesNotFit()
  if (misfit) return misfit
  const reached = connected()
  return reached === true ? whyNoRuntime() : reached
}

function whyNoRuntime(): Text | undefined {
  switch (useRuntime.getState().state.phase) {
    case 'ready':
      return undefined
    case 'checking':
      return { en: 'Looking for TensorFlow …', zh: '正在查找 TensorFlow……' }
    case 'absent':
      return { en: 'TensorFlow is not here yet.', zh: '尚未下载 TensorFlow。' }
    case 'fetching':
    case 'installing':
      return { en: 'TensorFlow is on its way.', zh: 'TensorFlow 正在准备中。' }
    case 'paused':
      return { en: 'Fetching TensorFlow is paused.', zh: 'TensorFlow 下载已暂停。' }
    case 'failed':
      return { en: 'TensorFlow could not be set up.', zh: 'TensorFlow 未能安装成功。' }
  }
}
