import type { KeyboardEvent } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'
import { stateName } from '../training/progress.ts'
import { formatWhen } from './when.ts'

interface Props {
  runs: readonly RunSummary[]
  shown: string | undefined
  onShow(id: string): void
}

/** The runs, newest first. Arrows walk the list. */
export function RunList({ runs, shown, onShow }: Props) {
  const t = useT()
  const locale = useLocale()
  return (
    <div className="run-list">
      <table>
        <thead>
          <tr>
            <th>{t({ en: 'Network', zh: '网络' })}</th>
            <th>{t({ en: 'When', zh: '时间' })}</th>
            <th>{t({ en: 'Data', zh: '数据' })}</th>
            <th className="number">{t({ en: 'Epochs', zh: '轮数' })}</th>
            <th className="number">{t({ en: 'Val. accuracy', zh: '验证准确率' })}</th>
            <th>{t({ en: 'State', zh: '状态' })}</th>
          </tr>
        </thead>
        <tbody onKeyDown={(event) => walk(event, runs, shown, onShow)}>
          {runs.map((run) => (
            <tr
              key={run.id}
              data-run={run.id}
              tabIndex={run.id === (shown ?? runs[0]?.id) ? 0 : -1}
              aria-selected={run.id === shown}
              onClick={() => onShow(run.id)}
            >
              <td title={run.title}>{run.title}</td>
              <td title={new Date(run.startedAt).toLocaleString(locale)}>{formatWhen(run.startedAt, locale)}</td>
              <td>{run.plan.data}</td>
              <td className="number">
                {run.lastEpoch?.epoch ?? 0} / {run.plan.epochs}
              </td>
              <td className="number">{run.lastEpoch ? formatPercent(run.lastEpoch.validation.accuracy) : '–'}</td>
              <td>
                <span className="run-state" data-phase={run.state.phase}>
                  {t(stateName(run))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function walk(
  event: KeyboardEvent<HTMLElement>,
  runs: readonly RunSummary[],
  shown: string | undefined,
  onShow: (id: string) => void,
) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const next = runs[runs.findIndex((run) => run.id === shown) + by]
  if (!next) return
  onShow(next.id)
  event.currentTarget.querySelector<HTMLElement>(`[data-run="${CSS.escape(next.id)}"]`)?.focus()
}
