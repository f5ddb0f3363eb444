import type { ChartLine, Unit } from './chart-data.ts'
import { lowerBound, stepsPerUnit } from './chart-data.ts'
import type { Curve } from './series.ts'

/** A run's figures at one place of the horizontal axis. */
export interface Figures {
  /** As the smoothed line shows it. */
  training: number | undefined
  /** Of the step itself, or the mean of those that one point stands for. */
  raw: number | undefined
  /** As of the last epoch that had ended by then. */
  validation: number | undefined
  step: number
  epoch: number | undefined
}

/** The figures of a line at `x`, or its last ones where it had ended before or no `x` is said. */
export function figuresAt(
  line: ChartLine,
  curve: Curve,
  { x = Infinity, unit, smoothing }: { x?: number | undefined; unit: Unit; smoothing: number },
): Figures {
  const { series, stepsPerEpoch } = line
  const at = x * stepsPerUnit(line, unit)
  const steps = series.steps.values
  const found = lowerBound(steps, at)
  const index = Math.min(steps[found] === at ? found : found - 1, steps.length - 1)
  const step = Number.isFinite(at) ? Math.round(at) : series.lastStep
  return {
    training: series.smoothed(curve, smoothing)[index],
    raw: series.points[curve].mean.values[index],
    validation: series.epochs.findLast((epoch) => epoch.step <= at)?.validation[curve],
    step,
    epoch: stepsPerEpoch ? Math.max(1, Math.ceil(step / stepsPerEpoch)) : undefined,
  }
}
