import { formatInteger } from '../../src-core/amounts.ts'
import { useT } from '../i18n/locale.ts'
import type { ChartLine } from './chart-data.ts'
import { useCurveSettings } from './curve-settings.ts'
import { figuresAt } from './figures-at.ts'
import { formatFigure } from './format.ts'
import { LineSample } from './LineSample.tsx'
import type { Curve } from './series.ts'

interface Props {
  curve: Curve
  lines: readonly ChartLine[]
  /** On the horizontal axis. */
  x: number
  /** Pixels from the left of the whole chart, and its width. */
  left: number
  width: number
  /** Said aloud as the keyboard moves it. */
  spoken: boolean
}

/** Every figure at the place under the pointer. Stands on the side that has more room. */
export function CurveTip({ curve, lines, x, left, width, spoken }: Props) {
  const t = useT()
  const { smoothing, unit } = useCurveSettings()
  const rows = lines.map((line) => ({ line, at: figuresAt(line, curve, { x, unit, smoothing }) }))
  const [first] = rows
  if (!first) return null
  const isAlone = rows.length === 1
  // Of one size, so that it does not tremble as the figures change.
  const isNarrow = width < 460
  const size = Math.min(isAlone || isNarrow ? 172 : 280, width - 8)
  const wanted = left > width / 2 ? left - size - 12 : left + 12
  return (
    <div
      className="curve-tip"
      data-narrow={isNarrow || undefined}
      role={spoken ? 'status' : undefined}
      style={{ width: size, left: Math.max(4, Math.min(wanted, width - size - 4)) }}
    >
      <p>
        {unit === 'epoch' && !isAlone
          ? t({ en: `Epoch ${x.toFixed(2)}`, zh: `第 ${x.toFixed(2)} 轮` })
          : t({ en: `Step ${formatInteger(Math.round(x))}`, zh: `第 ${formatInteger(Math.round(x))} 步` })}
        {isAlone && first.at.epoch !== undefined && (
          <span>{t({ en: `epoch ${first.at.epoch}`, zh: `第 ${first.at.epoch} 轮` })}</span>
        )}
      </p>
      {isAlone ? (
        <dl>
          <Row
            color="--curve-raw"
            name={t({ en: 'This step', zh: '此步' })}
            value={formatFigure(curve, first.at.raw)}
          />
          <Row
            color="--curve-training"
            name={t({ en: 'Training', zh: '训练' })}
            value={formatFigure(curve, first.at.training)}
          />
          <Row
            dashed
            color="--curve-validation"
            name={t({ en: 'Validation', zh: '验证' })}
            value={formatFigure(curve, first.at.validation)}
          />
        </dl>
      ) : (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t({ en: 'Training', zh: '训练' })}</th>
              <th scope="col">{t({ en: 'Validation', zh: '验证' })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, at }) => (
              <tr key={line.id} data-ended={line.series.lastStep < at.step || undefined}>
                <th scope="row">
                  <LineSample color={line.color!} /> <span>{line.title}</span>
                </th>
                <td>{formatFigure(curve, at.training)}</td>
                <td>{formatFigure(curve, at.validation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Row({ color, name, value, dashed }: { color: string; name: string; value: string; dashed?: boolean }) {
  return (
    <div>
      <dt>
        <LineSample color={color} dashed={dashed ?? false} /> {name}
      </dt>
      <dd>{value}</dd>
    </div>
  )
}
