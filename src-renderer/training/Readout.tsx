import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import type { RunWatch } from '../store/run-watch.ts'
import { formatFigure, formatInteger } from './format.ts'
import type { Curve, Series } from './series.ts'

interface Props {
  curve: Curve
  title: Text
  watch: RunWatch
  /** The step under the pointer; without one, the last figures are told. */
  cursor: number | undefined
}

/** The line over a chart: its name, its two colours, and the figures under the pointer. */
export function Readout({ curve, title, watch, cursor }: Props) {
  const t = useT()
  const at = figuresAt(watch.series, curve, cursor)
  return (
    <header className="readout">
      <h3>{t(title)}</h3>
      {cursor !== undefined && (
        <span className="readout-step">
          {t({ en: `step ${formatInteger(cursor)}`, zh: `第 ${formatInteger(cursor)} 步` })}
        </span>
      )}
      <span className="readout-figure" data-series="training">
        <span>{t({ en: 'Training', zh: '训练' })} </span>
        <b>{formatFigure(curve, at.training)}</b>
      </span>
      <span className="readout-figure" data-series="validation">
        <span>{t({ en: 'Validation', zh: '验证' })} </span>
        <b>{formatFigure(curve, at.validation)}</b>
      </span>
    </header>
  )
}

/** Training as the smoothed line shows it, validation as of the last epoch that had ended by then. */
function figuresAt(series: Series, curve: Curve, step = Infinity) {
  const steps = series.steps.values
  let index = steps.length - 1
  for (let low = 0, high = index; low <= high;) {
    const middle = (low + high) >> 1
    if (steps[middle]! <= step) {
      index = middle
      low = middle + 1
    } else high = middle - 1
  }
  return {
    training: series.smooth[curve].values[index],
    validation: series.epochs.findLast((epoch) => epoch.step <= step)?.validation[curve],
  }
}
