import type { RunSummary } from '../../src-core/training/run.ts'
import { stopTraining } from '../actions/stop-training.ts'
import { train } from '../actions/train.ts'
import { useT } from '../i18n/locale.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { totalSteps } from '../training/progress.ts'
import { ActionButton } from '../ui/ActionButton.tsx'

/** Train or, while a run is under way, Stop, with how far it is; equally wide, so that nothing moves. */
export function TrainButton() {
  const t = useT()
  const live = useRuns(liveRunOf)
  if (!live) return <ActionButton action={train} variant="primary" className="train" />
  return (
    <ActionButton action={stopTraining} className="train">
      <StopRing run={live} />
      {t(stopTraining.label)}
    </ActionButton>
  )
}

/** The sign for Stop in a ring that closes as the run goes on. */
function StopRing({ run }: { run: RunSummary }) {
  const { step } = useRunWatch(run)
  const total = totalSteps(run)
  return (
    <svg className="stop-ring" width={16} height={16} viewBox="0 0 16 16" aria-hidden>
      <circle cx={8} cy={8} r={7} />
      <circle cx={8} cy={8} r={7} pathLength={1} strokeDasharray={`${total ? step / total : 0} 1`} />
      <rect x={5.5} y={5.5} width={5} height={5} rx={1} />
    </svg>
  )
}
