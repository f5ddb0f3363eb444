import type { RunSummary } from '../../src-core/training/run.ts'
import { stopTraining } from '../actions/stop-training.ts'
import { train } from '../actions/train.ts'
import { useT } from '../i18n/locale.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { showTab } from '../store/view.ts'
import { stateName, totalSteps } from '../training/progress.ts'
import { ActionButton } from '../ui/ActionButton.tsx'

/** Train or, while a run is under way, how far it is and Stop. */
export function TrainButton() {
  const live = useRuns(liveRunOf)
  if (!live) return <ActionButton action={train} variant="primary" className="train" />
  return (
    <>
      <RunProgress run={live} />
      <ActionButton action={stopTraining} className="train" />
    </>
  )
}

function RunProgress({ run }: { run: RunSummary }) {
  const t = useT()
  const { step } = useRunWatch(run)
  const total = totalSteps(run)
  const { epochs } = run.plan
  const epoch = run.stepsPerEpoch && step > 0 ? Math.min(epochs, Math.ceil(step / run.stepsPerEpoch)) : undefined
  const label =
    epoch === undefined ? stateName(run) : { en: `Epoch ${epoch}/${epochs}`, zh: `第 ${epoch}/${epochs} 轮` }
  return (
    <button type="button" className="run-progress" onClick={() => showTab('training')}>
      {t(label)}
      <progress
        className="bar"
        aria-label={t({ en: 'Training', zh: '训练进度' })}
        {...(total && step > 0 ? { value: step, max: total } : {})}
      />
    </button>
  )
}
