import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import type { ChartLine } from './chart-data.ts'
import { useCurveSettings } from './curve-settings.ts'
import { figuresAt } from './figures-at.ts'
import { formatFigure } from './format.ts'
import { LineSample } from './LineSample.tsx'
import type { Curve } from './series.ts'

interface Props {
  curve: Curve
  title: Text
  lines: readonly ChartLine[]
}

/** The line over a chart: its name and, of a run that stands alone, its two lines with their last figures. */
export function Readout({ curve, title, lines }: Props) {
  const t = useT()
  const { smoothing, unit } = useCurveSettings()
  const [line, ...others] = lines
  const last = line && others.length === 0 ? figuresAt(line, curve, { unit, smoothing }) : undefined
  return (
    <header className="readout">
      <h3>{t(title)}</h3>
      {last && (
        <>
          <span className="readout-figure" data-series="training">
            <LineSample color="--curve-training" />
            <span>{t({ en: 'Training', zh: '训练' })}</span>
            <b>{formatFigure(curve, last.training)}</b>
          </span>
          <span className="readout-figure" data-series="validation">
            <LineSample color="--curve-validation" dashed />
            <span>{t({ en: 'Validation', zh: '验证' })}</span>
            <b>{formatFigure(curve, last.validation)}</b>
          </span>
        </>
      )}
    </header>
  )
}
