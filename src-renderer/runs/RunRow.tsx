import { StickyNote } from 'lucide-react'
import { formatCompact } from '../../src-core/amounts.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { selectRun, toggleCompared } from '../store/runs.ts'
import { formatPercent } from '../training/format.ts'
import { deviceName, stateName } from '../training/progress.ts'
import { runColor } from './run-colors.ts'
import { RunName } from './RunName.tsx'
import { Sparkline } from './Sparkline.tsx'
import type { QueueDrag } from './use-queue-drag.ts'
import { formatWhen } from './when.ts'

interface Props {
  run: RunSummary
  /** Among the runs that are shown; -1 where it is none of them. */
  place: number
  among: number
  shown: string | undefined
  /** The one row that Tab comes to. */
  reachable: boolean
  renaming: boolean
  drag: QueueDrag
  onRename(): void
  onRenamed(): void
}

export function RunRow({ run, place, among, shown, reachable, renaming, drag, onRename, onRenamed }: Props) {
  const t = useT()
  const locale = useLocale()
  const best = run.bestEpoch ?? run.lastEpoch
  // Which data imported weights were learned from is not known.
  const data = run.state.phase === 'imported' ? '–' : run.plan.data
  return (
    <tr
      data-run={run.id}
      tabIndex={reachable ? 0 : -1}
      aria-selected={place >= 0}
      onClick={(event) =>
        event.ctrlKey || event.metaKey || event.shiftKey ? toggleCompared(run.id, shown) : selectRun(run.id)
      }
      onDoubleClick={onRename}
      {...drag.of(run)}
    >
      <td>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={place >= 0}
          aria-label={t({ en: `Compare ${run.title}`, zh: `对比 ${run.title}` })}
          style={among > 1 && place >= 0 ? { accentColor: `var(${runColor(place)})` } : undefined}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onChange={() => toggleCompared(run.id, shown)}
        />
      </td>
      <td className="run-title" title={run.note ? `${run.title}\n${run.note}` : run.title}>
        {renaming ? (
          <RunName run={run} onDone={onRenamed} />
        ) : (
          <span>
            <b>{run.title}</b>
            {run.note && <StickyNote size={12} role="img" aria-label={t({ en: 'has a note', zh: '有备注' })} />}
            <small>{formatCompact(run.params)}</small>
          </span>
        )}
      </td>
      <td className="run-curve">
        <Sparkline run={run} />
      </td>
      <td className="run-data" title={data}>
        {data}
      </td>
      <td className="run-device">{run.device ? t(deviceName(run.device)) : '–'}</td>
      <td className="number">{best ? formatPercent(best.validation.accuracy) : '–'}</td>
      <td>
        <span className="run-state" data-phase={run.state.phase}>
          {t(stateName(run))}
          {run.state.phase !== 'done' && run.state.phase !== 'queued' && run.lastEpoch && (
            <small>
              {run.lastEpoch.epoch}/{run.plan.epochs}
            </small>
          )}
        </span>
      </td>
      <td className="run-when" title={new Date(run.startedAt).toLocaleString(locale)}>
        {formatWhen(run.startedAt, locale)}
      </td>
    </tr>
  )
}
