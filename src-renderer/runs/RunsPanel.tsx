import { Download, FolderOpen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { openRunDocument } from '../files/opening.ts'
import { sayFailure } from '../files/saving.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { openExport } from '../store/export.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { selectRun, shownRunOf, useRuns } from '../store/runs.ts'
import { Curves } from '../training/Curves.tsx'
import { RunEnd } from '../training/RunEnd.tsx'
import { useLine } from '../training/use-line.ts'
import { Button } from '../ui/Button.tsx'
import { DeleteRun } from './DeleteRun.tsx'
import { RunList } from './RunList.tsx'
import './runs.css'

/** Every run that was kept: look at its curves, open its network, export it, delete it. */
export function RunsPanel() {
  const t = useT()
  const state = useRuns()
  const name = useEditor((editor) => editor.name)
  const run = shownRunOf(state, name)

  if (state.runs?.length === 0) {
    return (
      <p className="training-empty">
        {t({
          en: 'Every training is kept here with its curves and its weights, ready to be looked at again or exported.',
          zh: '每次训练都会连同曲线与权重保存在这里，可随时回看或导出。',
        })}
      </p>
    )
  }
  return (
    <section className="runs" aria-label={t({ en: 'Runs', zh: '训练记录' })}>
      <RunList runs={state.runs ?? []} shown={run?.id} onShow={selectRun} />
      {run && <RunDetail key={run.id} run={run} />}
    </section>
  )
}

function RunDetail({ run }: { run: RunSummary }) {
  const t = useT()
  const watch = useRunWatch(run)
  const lines = useLine(run, watch)
  const [deleting, setDeleting] = useState(false)

  const remove = async () => {
    setDeleting(false)
    const removed = await attempt(main.deleteRun({ run: run.id }))
    if (removed.ok) selectRun(undefined)
    else sayFailure(removed.failure)
  }

  return (
    <div className="run-detail">
      <header className="run-actions">
        <h3 title={run.directory}>{run.title}</h3>
        <Button size="small" onClick={() => void openRunDocument(run.id)}>
          <FolderOpen size={15} aria-hidden /> {t({ en: 'Open network', zh: '打开网络' })}
        </Button>
        <Button size="small" disabled={!run.exportable} onClick={() => openExport(run.id)}>
          <Download size={15} aria-hidden /> {t({ en: 'Export', zh: '导出' })}
        </Button>
        <Button size="small" disabled={isLive(run.state)} onClick={() => setDeleting(true)}>
          <Trash2 size={15} aria-hidden /> {t({ en: 'Delete', zh: '删除' })}
        </Button>
      </header>
      <RunEnd run={run} step={watch.step} />
      <Curves lines={lines} version={watch.version} />
      <DeleteRun run={run} open={deleting} onCancel={() => setDeleting(false)} onDelete={() => void remove()} />
    </div>
  )
}
