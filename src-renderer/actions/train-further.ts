import { StepForward } from 'lucide-react'
import { askAboutRun } from '../store/runs.ts'
import { defineAction } from './define.ts'
import { noRunShown, shownRun } from './shown-run.ts'

/** Asks for how many more epochs the shown run is to be trained. */
export const trainFurther = defineAction({
  id: 'train-further',
  label: { en: 'Train further …', zh: '追加训练…' },
  icon: StepForward,
  enabled() {
    const run = shownRun()
    if (!run) return noRunShown
    if (run.state.phase !== 'done') return { en: 'The run has not come to its end.', zh: '该训练尚未完成。' }
    return run.exportable || { en: 'Its weights are gone.', zh: '该训练的权重已不存在。' }
  },
  run: () => askAboutRun({ what: 'further', run: shownRun()!.id }),
})
