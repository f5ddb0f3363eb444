import { useRef, useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { useT } from '../i18n/locale.ts'
import { RunRow } from './RunRow.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useQueueDrag } from './use-queue-drag.ts'

interface Props {
  runs: readonly RunSummary[]
  /** The run that is shown, then those that are laid over it. */
  compared: readonly string[]
}

/**
 * The runs: under way, queued in their order, then the others. Arrows walk them, Space lays one over the shown one, F2
 * renames, Alt with an arrow moves one in the queue, as dragging does.
 */
export function RunList({ runs, compared }: Props) {
  const t = useT()
  const body = useRef<HTMLTableSectionElement>(null)
  const [renaming, setRenaming] = useState<string>()
  const focusRow = (id: string) => body.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(id)}"]`)?.focus()
  const onKeyDown = useListKeys({ runs, compared, focusRow, onRename: setRenaming })
  const drag = useQueueDrag(runs)
  const reachable = compared[0] ?? runs[0]?.id

  return (
    <div className="run-list">
      <table
        role="grid"
        aria-multiselectable
        aria-label={t({ en: 'Runs', zh: '训练记录' })}
        aria-describedby="run-list-keys"
      >
        <thead>
          <tr>
            <th>
              <span className="unseen">{t({ en: 'Compare', zh: '对比' })}</span>
            </th>
            <th>{t({ en: 'Run', zh: '名称' })}</th>
            <th className="run-curve">{t({ en: 'Loss', zh: '损失' })}</th>
            <th className="run-data">{t({ en: 'Data', zh: '数据' })}</th>
            <th className="run-device">{t({ en: 'Device', zh: '设备' })}</th>
            <th className="number">{t({ en: 'Best', zh: '最佳' })}</th>
            <th>{t({ en: 'State', zh: '状态' })}</th>
            <th className="run-when">{t({ en: 'Started', zh: '开始于' })}</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              place={compared.indexOf(run.id)}
              among={compared.length}
              shown={compared[0]}
              reachable={run.id === reachable}
              renaming={run.id === renaming}
              drag={drag}
              onRename={() => setRenaming(run.id)}
              onRenamed={() => {
                setRenaming(undefined)
                focusRow(run.id)
              }}
            />
          ))}
        </tbody>
      </table>
      <p id="run-list-keys" className="unseen">
        {t({
          en: 'Arrows walk the list, Space compares, F2 renames, Delete deletes, Alt with an arrow moves in the queue.',
          zh: '方向键移动，空格键加入对比，F2 重命名，Delete 删除，Alt 加方向键调整队列顺序。',
        })}
      </p>
    </div>
  )
}
