import { useId } from 'react'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'
import './weights-choice.css'

/** Whether a run has other weights than its last ones. */
export const hasChoiceOfWeights = ({ plan, bestEpoch, lastEpoch }: RunSummary): boolean =>
  plan.keepBest && bestEpoch !== undefined && lastEpoch !== undefined

/** Whose weights, where the run has kept those of its best epoch apart. */
export function WeightsChoice({
  run: { plan, bestEpoch, lastEpoch },
  weights,
  disabled,
  onChoose,
}: {
  run: RunSummary
  weights: ReportedEpoch
  disabled?: boolean
  onChoose(which: ReportedEpoch): void
}) {
  const t = useT()
  const name = useId()
  if (!plan.keepBest || !bestEpoch || !lastEpoch) return null
  const figure = ({ validation }: EpochMetrics) =>
    plan.monitor === 'loss' ? validation.loss.toPrecision(4) : formatPercent(validation.accuracy)
  const choices = {
    best: {
      en: `Best epoch (${bestEpoch.epoch}), ${figure(bestEpoch)}`,
      zh: `最佳一轮（第 ${bestEpoch.epoch} 轮），${figure(bestEpoch)}`,
    },
    last: {
      en: `Last (${lastEpoch.epoch}), ${figure(lastEpoch)}`,
      zh: `最后一轮（第 ${lastEpoch.epoch} 轮），${figure(lastEpoch)}`,
    },
  }
  return (
    <fieldset className="weights-choice" disabled={disabled}>
      <legend>{t({ en: 'Weights', zh: '权重' })}</legend>
      {(['best', 'last'] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={name} checked={which === weights} onChange={() => onChoose(which)} />
          {t(choices[which])}
        </label>
      ))}
    </fieldset>
  )
}
