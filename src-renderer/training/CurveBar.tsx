import { Maximize2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { smoothings, useCurveSettings } from './curve-settings.ts'

interface Props {
  /** What stands at its start: the legend. */
  children?: ReactNode
  /** At its end: where the curves can be taken. */
  end?: ReactNode
  zoomed: boolean
  onShowAll(): void
  /** Several runs can be laid over each other by epochs. */
  several: boolean
}

/** How the curves are drawn: smoothing, a logarithmic loss, and for several runs what they are compared by. */
export function CurveBar({ children, end, zoomed, onShowAll, several }: Props) {
  const t = useT()
  const { smoothing, log, unit } = useCurveSettings()
  const position = Math.max(0, smoothings.indexOf(smoothing as (typeof smoothings)[number]))
  const amount =
    smoothing === 0
      ? t({ en: 'off', zh: '关' })
      : t({ en: `${formatInteger(smoothing)} steps`, zh: `${formatInteger(smoothing)} 步` })
  return (
    <div className="curve-bar" role="toolbar" aria-label={t({ en: 'Curves', zh: '曲线' })}>
      <div className="curve-bar-start">{children}</div>
      {zoomed && (
        <Button size="small" variant="quiet" onClick={onShowAll}>
          <Maximize2 size={13} aria-hidden /> {t({ en: 'Show all', zh: '显示全部' })}
        </Button>
      )}
      <label className="curve-smoothing">
        <span>{t({ en: 'Smoothing', zh: '平滑' })}</span>
        <input
          type="range"
          min={0}
          max={smoothings.length - 1}
          value={position}
          // The word beside it gives way in a narrow panel.
          aria-label={t({ en: 'Smoothing', zh: '平滑' })}
          aria-valuetext={amount}
          onChange={(event) => useCurveSettings.setState({ smoothing: smoothings[event.target.valueAsNumber]! })}
        />
        <output>{amount}</output>
      </label>
      {several && (
        <Button
          size="small"
          variant="quiet"
          aria-pressed={unit === 'epoch'}
          onClick={() => useCurveSettings.setState({ unit: unit === 'epoch' ? 'step' : 'epoch' })}
        >
          {t({ en: 'By epoch', zh: '按轮对齐' })}
        </Button>
      )}
      <Button size="small" variant="quiet" aria-pressed={log} onClick={() => useCurveSettings.setState({ log: !log })}>
        {t({ en: 'Log loss', zh: '对数损失' })}
      </Button>
      {end}
    </div>
  )
}
