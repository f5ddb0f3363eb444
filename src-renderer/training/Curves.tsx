import type { ReactNode } from 'react'
import { useCallback, useState } from 'react'
import { useT } from '../i18n/locale.ts'
import type { ChartLine } from './chart-data.ts'
import type { View } from './chart-options.ts'
import { CurveBar } from './CurveBar.tsx'
import { useCurveSettings } from './curve-settings.ts'
import { CurveChart } from './CurveChart.tsx'
import { SaveCurves } from './SaveCurves.tsx'
import { curves, curveTitles } from './series.ts'
import './training.css'

interface Props {
  lines: readonly ChartLine[]
  /** Changes whenever any of the lines has grown. */
  version: number
  legend?: ReactNode
}

/** Loss and accuracy side by side. Dragging zooms both, a double-click shows everything again. */
export function Curves({ lines, version, legend }: Props) {
  const t = useT()
  const unit = useCurveSettings((settings) => settings.unit)
  // A stretch is one of these runs in this unit: another choice is seen whole.
  const shown = `${unit} ${lines.map(({ id }) => id).join()}`
  const [zoom, setZoom] = useState<{ shown: string; view: View | undefined }>()
  const view = zoom?.shown === shown ? zoom.view : undefined
  const setView = useCallback((next: View | undefined) => setZoom({ shown, view: next }), [shown])
  return (
    <div className="curves">
      <CurveBar
        zoomed={view !== undefined}
        onShowAll={() => setView(undefined)}
        several={lines.length > 1}
        end={<SaveCurves lines={lines} view={view} />}
      >
        {legend ?? (
          <span className="curve-hint">{t({ en: 'Drag across a stretch to zoom in', zh: '横向拖动可放大一段' })}</span>
        )}
      </CurveBar>
      <div className="curve-pair">
        {curves.map((curve) => (
          <CurveChart
            key={curve}
            curve={curve}
            title={curveTitles[curve]}
            lines={lines}
            version={version}
            view={view}
            onZoom={setView}
          />
        ))}
      </div>
    </div>
  )
}
