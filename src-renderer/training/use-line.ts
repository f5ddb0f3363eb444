import { useMemo } from 'react'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { RunWatch } from '../store/run-watch.ts'
import type { ChartLine } from './chart-data.ts'

/** The line of a run that stands alone in a chart; none where there is no run. */
export function useLine(run: RunSummary | undefined, { series, summary }: RunWatch): ChartLine[] {
  const { id, title } = run ?? {}
  const stepsPerEpoch = summary?.stepsPerEpoch ?? run?.stepsPerEpoch
  return useMemo(
    () => (id === undefined || title === undefined ? [] : [{ id, title, series, stepsPerEpoch }]),
    [id, title, series, stepsPerEpoch],
  )
}
