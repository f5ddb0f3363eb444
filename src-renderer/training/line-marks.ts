import type { ChartLine, Unit } from './chart-data.ts'
import { stepsPerUnit } from './chart-data.ts'
import type { Mark } from './epoch-marks.ts'

/** Where epochs ended. Runs of different lengths of an epoch share no marks, so that only one run, or their epochs, have any. */
export function marksOf(lines: readonly ChartLine[], unit: Unit): Mark[] {
  if (lines.length > 1 && unit === 'step') return []
  const longest = lines.reduce<ChartLine | undefined>(
    (most, line) => (line.series.epochs.length > (most?.series.epochs.length ?? -1) ? line : most),
    undefined,
  )
  if (!longest) return []
  const per = stepsPerUnit(longest, unit)
  return longest.series.epochs.map(({ epoch, step }) => ({ epoch, x: step / per }))
}

/** Where a run's loss stopped being a number. */
export const divergencesOf = (lines: readonly ChartLine[], unit: Unit): number[] =>
  lines.flatMap((line) => {
    const { divergedAt } = line.series
    return divergedAt === undefined ? [] : [divergedAt / stepsPerUnit(line, unit)]
  })
