import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import { showDevices } from '../actions/devices.ts'
import { pauseTraining } from '../actions/pause-training.ts'
import { queueTraining } from '../actions/queue-training.ts'
import { isResumable, resumeTraining } from '../actions/resume-training.ts'
import { runAction } from '../actions/run.ts'
import { stopTraining } from '../actions/stop-training.ts'
import { train } from '../actions/train.ts'
import { useT } from '../i18n/locale.ts'
import type { RunWatch } from '../store/run-watch.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Blocked } from './Blocked.tsx'
import { formatLoss, formatPercent } from './format.ts'
import { progressParts, stateName, totalSteps } from './progress.ts'

interface Props {
  run: RunSummary | undefined
  watch: RunWatch
}

/** What to press, where the run stands, and its last figures large. */
export function TrainingHeader({ run, watch }: Props) {
  const live = useRuns((state) => liveRunOf(state) !== undefined)
  const resumable = !live && isResumable(run)
  return (
    <header className="training-header">
      <div className="training-buttons">
        {live ? (
          <>
            <ActionButton action={stopTraining} />
            <ActionButton action={pauseTraining} iconOnly />
            <ActionButton action={queueTraining} iconOnly />
          </>
        ) : (
          <ActionButton action={train} variant="primary" />
        )}
        {resumable && <ActionButton action={resumeTraining} />}
      </div>
      <div className="training-state">{run ? <State run={run} watch={watch} /> : null}</div>
      {!live && <Blocked />}
      <Figures run={run} watch={watch} />
    </header>
  )
}

function State({ run, watch }: { run: RunSummary; watch: RunWatch }) {
  const t = useT()
  const total = totalSteps(run)
  const live = isLive(run.state)
  const parts = progressParts(run, watch.step, live ? watch.secondsLeft : undefined)
  return (
    <>
      <p className="state-line">
        <strong data-phase={run.state.phase}>{t(stateName(run))}</strong>
        {parts.map((part) => (
          <span key={part.en}>{t(part)}</span>
        ))}
        {lacksGpu(run) && (
          <button type="button" className="link" onClick={() => runAction(showDevices)}>
            {t({ en: 'Why not the GPU?', zh: '为什么不用 GPU？' })}
          </button>
        )}
      </p>
      {live && (
        <progress
          className="bar"
          aria-label={t({ en: 'Progress', zh: '进度' })}
          {...(total ? { value: watch.step, max: total } : {})}
        />
      )}
    </>
  )
}

/** A run that would have taken a GPU and has the CPU. */
const lacksGpu = ({ device, plan }: RunSummary) => device === 'CPU' && plan.device !== 'cpu'

function Figures({ run, watch }: { run: RunSummary | undefined; watch: RunWatch }) {
  const t = useT()
  const last = watch.series.epochs.at(-1) ?? run?.lastEpoch
  if (!last) return null
  return (
    <dl className="figures">
      <div>
        <dt>{t({ en: 'Validation accuracy', zh: '验证准确率' })}</dt>
        <dd>{formatPercent(last.validation.accuracy)}</dd>
      </div>
      <div>
        <dt>{t({ en: 'Validation loss', zh: '验证损失' })}</dt>
        <dd>{formatLoss(last.validation.loss)}</dd>
      </div>
    </dl>
  )
}
