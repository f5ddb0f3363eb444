import { Tabs } from '@base-ui/react/tabs'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { lazy, Suspense } from 'react'
import { toggleBottom } from '../actions/toggle-panels.ts'
import { useT } from '../i18n/locale.ts'
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx'
import { useEditor } from '../store/editor.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import type { BottomTab } from '../store/view.ts'
import { showTab, useView } from '../store/view.ts'
import { SummaryPanel } from '../summary/SummaryPanel.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { LiveRun } from './LiveRun.tsx'

// The charts are fetched with the first panel that draws one.
const TrainingPanel = lazy(() => import('../training/TrainingPanel.tsx').then((m) => ({ default: m.TrainingPanel })))
const RunsPanel = lazy(() => import('../runs/RunsPanel.tsx').then((m) => ({ default: m.RunsPanel })))

/** Problems, the summary, training and runs. Folded, its tabs stay in sight. */
export function BottomPanel() {
  const t = useT()
  const tab = useView((view) => view.bottomTab)
  const shown = useView((view) => view.shown.bottom)
  return (
    <Tabs.Root
      className="bottom"
      data-area="bottom"
      tabIndex={-1}
      value={tab}
      onValueChange={(value) => showTab(value as BottomTab)}
    >
      <div className="bottom-bar">
        <Tabs.List className="tabs" activateOnFocus={false}>
          <Tab value="problems">
            {t({ en: 'Problems', zh: '问题' })}
            <ProblemCount />
          </Tab>
          <Tab value="summary">{t({ en: 'Summary', zh: '概览' })}</Tab>
          <Tab value="training">
            {t({ en: 'Training', zh: '训练' })}
            <LiveDot />
          </Tab>
          <Tab value="runs">{t({ en: 'Runs', zh: '训练记录' })}</Tab>
        </Tabs.List>
        <LiveRun />
        <ActionButton action={toggleBottom} variant="quiet" size="small" iconOnly>
          {shown ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
        </ActionButton>
      </div>
      {shown && (
        <Suspense fallback={null}>
          <Tabs.Panel className="tab-panel" value="problems">
            <ProblemsPanel />
          </Tabs.Panel>
          <Tabs.Panel className="tab-panel" value="summary">
            <SummaryPanel />
          </Tabs.Panel>
          <Tabs.Panel className="tab-panel" value="training">
            <TrainingPanel />
          </Tabs.Panel>
          <Tabs.Panel className="tab-panel" value="runs">
            <RunsPanel />
          </Tabs.Panel>
        </Suspense>
      )}
    </Tabs.Root>
  )
}

/** A tab. Pressing the one that is in front unfolds a folded panel, which is no change of the tab. */
function Tab({ value, children }: { value: BottomTab; children: ReactNode }) {
  return (
    <Tabs.Tab className="tab" value={value} onClick={() => showTab(value)}>
      {children}
    </Tabs.Tab>
  )
}

function ProblemCount() {
  const t = useT()
  const problems = useEditor((editor) => editor.analysis.problems)
  if (problems.length === 0) return null
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning'
  return (
    <span
      className="tab-count"
      data-severity={severity}
      aria-label={t({ en: `${problems.length} to look at`, zh: `${problems.length} 项待查看` })}
    >
      {problems.length}
    </span>
  )
}

function LiveDot() {
  const t = useT()
  const live = useRuns((state) => liveRunOf(state) !== undefined)
  return live ? <span className="live-dot" role="img" aria-label={t({ en: 'under way', zh: '进行中' })} /> : null
}
