import { useState } from 'react'
import type { Text } from '../../src-core/text.ts'
import type { RunWatch } from '../store/run-watch.ts'
import { CurveChart } from './CurveChart.tsx'
import type { View } from './chart-options.ts'
import type { Curve } from './series.ts'
import './training.css'

const titles: Record<Curve, Text> = {
  loss: { en: 'Loss', zh: '损失' },
  accuracy: { en: 'Accuracy', zh: '准确率' },
}

/** Loss and accuracy side by side. Dragging zooms both, a double-click shows everything again. */
export function Curves({ watch }: { watch: RunWatch }) {
  const [view, setView] = useState<View>()
  return (
    <div className="curves">
      {(['loss', 'accuracy'] as const).map((curve) => (
        <CurveChart key={curve} curve={curve} title={titles[curve]} watch={watch} view={view} onZoom={setView} />
      ))}
    </div>
  )
}
