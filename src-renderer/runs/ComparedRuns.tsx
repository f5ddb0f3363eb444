import { Tabs } from '@base-ui/react/tabs'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import { useT } from '../i18n/locale.ts'
import { useRunWatches } from '../store/run-watch.ts'
import { selectRun } from '../store/runs.ts'
import { Curves } from '../training/Curves.tsx'
import { LineSample } from '../training/LineSample.tsx'
import { Button } from '../ui/Button.tsx'
import { Differences } from './Differences.tsx'
import { Enlarged } from './Enlarged.tsx'
import { runColor } from './run-colors.ts'
import { distinctTitles } from './titles.ts'

type Tab = 'curves' | 'differences'

/** Several runs: their curves laid over each other, and what differs in their plans and networks. */
export function ComparedRuns({ runs }: { runs: readonly RunSummary[] }) {
  const t = useT()
  const [tab, setTab] = useState<Tab>('curves')
  const title = t({ en: `${runs.length} runs compared`, zh: `对比 ${runs.length} 条训练` })
  const pane = tab === 'curves' ? <Overlay runs={runs} /> : <Differences runs={runs} />
  return (
    <div className="run-detail">
      <header className="run-bar">
        <Tabs.Root value={tab} onValueChange={(value) => setTab(value as Tab)}>
          <Tabs.List className="run-tabs" aria-label={title}>
            <Tabs.Tab value="curves" className="run-tab">
              {t({ en: 'Curves', zh: '曲线' })}
            </Tabs.Tab>
            <Tabs.Tab value="differences" className="run-tab">
              {t({ en: 'Differences', zh: '差异' })}
            </Tabs.Tab>
          </Tabs.List>
        </Tabs.Root>
        <span className="run-buttons">{title}</span>
        <Button
          variant="quiet"
          size="small"
          icon
          aria-label={t({ en: 'End the comparison', zh: '结束对比' })}
          onClick={() => selectRun(runs[0]!.id)}
        >
          <X size={15} aria-hidden />
        </Button>
        <Enlarged title={title}>{pane}</Enlarged>
      </header>
      {pane}
    </div>
  )
}

function Overlay({ runs }: { runs: readonly RunSummary[] }) {
  const t = useT()
  const watches = useRunWatches(runs)
  const titles = distinctTitles(runs)
  const lines = runs.map(({ id, stepsPerEpoch }, i) => ({
    id,
    title: titles[i]!,
    series: watches[i]!.series,
    stepsPerEpoch,
    color: runColor(i),
  }))
  const version = watches.reduce((sum, watch) => sum + watch.version, 0)
  return (
    <Curves
      lines={lines}
      version={version}
      legend={
        <ul className="run-legend" aria-label={t({ en: 'Runs in the chart', zh: '图中的训练' })}>
          {lines.map(({ id, title, color }) => (
            <li key={id} title={title}>
              <LineSample color={color} /> <span>{title}</span>
            </li>
          ))}
          <li className="run-legend-key">
            <LineSample color="--text-muted" dashed /> {t({ en: 'validation', zh: '验证' })}
          </li>
        </ul>
      }
    />
  )
}
