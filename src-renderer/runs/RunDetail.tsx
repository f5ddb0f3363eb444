import { Tabs } from '@base-ui/react/tabs'
import { Download, Ellipsis, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { Text } from '../../src-core/text.ts'
import { branchRun } from '../actions/branch-run.ts'
import { deleteRun } from '../actions/delete-run.ts'
import { leaveQueue } from '../actions/leave-queue.ts'
import { queueEarlier, queueLater } from '../actions/move-run.ts'
import { pauseTraining } from '../actions/pause-training.ts'
import { isResumable, resumeTraining } from '../actions/resume-training.ts'
import { stopTraining } from '../actions/stop-training.ts'
import { trainFurther } from '../actions/train-further.ts'
import { openRunDocument } from '../files/opening.ts'
import { useT } from '../i18n/locale.ts'
import { openExport } from '../store/export.ts'
import type { RunWatch } from '../store/run-watch.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { Curves } from '../training/Curves.tsx'
import { ImportedNote } from '../training/ImportedNote.tsx'
import { RunEnd } from '../training/RunEnd.tsx'
import { useLine } from '../training/use-line.ts'
import { Try } from '../try/Try.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Button } from '../ui/Button.tsx'
import { ActionItem, Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx'
import { AboutRun } from './AboutRun.tsx'
import { Enlarged } from './Enlarged.tsx'
import { Results } from './Results.tsx'

const tabs = ['curves', 'results', 'try', 'about', 'log'] as const
type Tab = (typeof tabs)[number]

const tabNames: Record<Tab, Text> = {
  curves: { en: 'Curves', zh: '曲线' },
  results: { en: 'Results', zh: '结果' },
  try: { en: 'Try', zh: '试用' },
  about: { en: 'Plan and notes', zh: '方案与备注' },
  log: { en: 'Log', zh: '日志' },
}

/** One run: its curves, how it tells the classes apart, what it was trained by, its log, and what can be done with it. */
export function RunDetail({ run }: { run: RunSummary }) {
  const t = useT()
  const watch = useRunWatch(run)
  const [tab, setTab] = useState<Tab>('curves')
  const pane = <Pane tab={tab} run={run} watch={watch} />
  return (
    <div className="run-detail">
      <header className="run-bar">
        <Tabs.Root value={tab} onValueChange={(value) => setTab(value as Tab)}>
          <Tabs.List className="run-tabs" aria-label={run.title}>
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one} className="run-tab">
                {t(tabNames[one])}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.Root>
        <RunButtons run={run} />
        <Enlarged title={run.title}>{pane}</Enlarged>
      </header>
      <RunEnd run={run} step={watch.step} />
      {pane}
    </div>
  )
}

function Pane({ tab, run, watch }: { tab: Tab; run: RunSummary; watch: RunWatch }): ReactNode {
  const lines = useLine(run, watch)
  switch (tab) {
    case 'curves':
      if (run.state.phase === 'imported') return <ImportedNote />
      return run.state.phase === 'queued' && watch.series.lastStep === 0 ? (
        <Waiting place={run.place ?? 1} />
      ) : (
        <Curves lines={lines} version={watch.version} />
      )
    case 'results':
      return <Results run={run} />
    case 'try':
      return <Try run={run} />
    case 'about':
      return <AboutRun run={run} />
    case 'log':
      return <Log lines={watch.log} />
  }
}

function Waiting({ place }: { place: number }) {
  const t = useT()
  return (
    <p className="training-empty">
      {place === 1
        ? t({
            en: 'Next in the queue. It begins when the run under way has ended.',
            zh: '队列中的下一个，当前训练结束后开始。',
          })
        : t({
            en: `Number ${place} in the queue. Drag it in the list, or press Alt with an arrow, to change its turn.`,
            zh: `队列中第 ${place} 个。可在列表中拖动，或按 Alt 加方向键调整顺序。`,
          })}
    </p>
  )
}

function RunButtons({ run }: { run: RunSummary }) {
  const t = useT()
  const more = t({ en: 'More', zh: '更多' })
  const isQueued = run.state.phase === 'queued'
  // One that is queued begins by itself where another is under way.
  const isBusy = useRuns((state) => liveRunOf(state) !== undefined)
  return (
    <div className="run-buttons">
      {isLive(run.state) && <ActionButton action={pauseTraining} size="small" />}
      {isLive(run.state) && <ActionButton action={stopTraining} size="small" />}
      {isResumable(run) && !(isQueued && isBusy) && <ActionButton action={resumeTraining} size="small" />}
      {isQueued && <ActionButton action={queueEarlier} size="small" iconOnly />}
      {isQueued && <ActionButton action={queueLater} size="small" iconOnly />}
      {run.state.phase === 'done' && <ActionButton action={trainFurther} size="small" />}
      <Menu
        align="end"
        tooltip={more}
        trigger={
          <Button variant="quiet" size="small" icon aria-label={more}>
            <Ellipsis size={15} aria-hidden />
          </Button>
        }
      >
        {run.state.phase !== 'done' && <ActionItem action={trainFurther} />}
        <ActionItem action={branchRun} />
        <MenuSeparator />
        <MenuItem icon={FolderOpen} onClick={() => void openRunDocument(run.id)}>
          {t({ en: 'Open its network', zh: '打开其网络' })}
        </MenuItem>
        <MenuItem icon={Download} onClick={() => openExport(run.id)}>
          {t({ en: 'Export model …', zh: '导出模型……' })}
        </MenuItem>
        {run.state.phase === 'queued' && (
          <>
            <MenuSeparator />
            <ActionItem action={queueEarlier} />
            <ActionItem action={queueLater} />
            <ActionItem action={leaveQueue} />
          </>
        )}
        <MenuSeparator />
        <ActionItem action={deleteRun} />
      </Menu>
    </div>
  )
}

function Log({ lines }: { lines: readonly string[] }) {
  const t = useT()
  return (
    <pre className="run-log" tabIndex={0} aria-label={t({ en: 'Log', zh: '日志' })}>
      {lines.join('\n') || t({ en: 'Nothing was logged.', zh: '没有日志。' })}
    </pre>
  )
}
