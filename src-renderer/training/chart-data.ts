import uPlot from 'uplot'
import type { Curve, Series } from './series.ts'

/** One run in a chart. */
export interface ChartLine {
  /** The run's id. */
  id: string
  title: string
  series: Series
  /** Undefined until the run's data has been counted. */
  stepsPerEpoch: number | undefined
  /** The CSS token that it is drawn in; without one, training and validation have a colour each. */
  color?: string
}

/** What the horizontal axis counts. Runs of different batch sizes are compared by epochs. */
export type Unit = 'step' | 'epoch'

/** How much of a run is drawn, and how. */
export interface Drawing {
  /** About how many points; two for each pixel show everything that could be seen. */
  points: number
  /** Steps over which the smoothed line forgets. */
  smoothing: number
  unit: Unit
  /** What is not above 0 has no place on a logarithmic axis. */
  log: boolean
  /** The stretch in view, in `unit`s. */
  view?: { from: number; to: number } | undefined
}

/** What is drawn of one run. A null is a gap. */
export type LineData = [x: number[], raw: (number | null)[], smooth: (number | null)[], validation: (number | null)[]]

/** Columns of a chart after x: this many a line. */
export const columnsPerLine = 3

/** All lines on one axis, as uPlot takes them: x, then raw, smoothed and validation of each line in turn. */
export function chartData(lines: readonly ChartLine[], curve: Curve, drawing: Drawing): uPlot.AlignedData {
  const tables = lines.map((line) => lineData(line, curve, drawing))
  if (tables.length === 0) return [[]]
  return tables.length === 1 ? tables[0]! : uPlot.join(tables)
}

/** Of a line, where a step lies on the horizontal axis; `unit` steps where its epochs are not known. */
export const stepsPerUnit = ({ stepsPerEpoch }: Pick<ChartLine, 'stepsPerEpoch'>, unit: Unit): number =>
  unit === 'epoch' ? (stepsPerEpoch ?? 1) : 1

/**
 * One line, thinned to about so many points: of every stretch the highest and the lowest step stay, so that a spike of
 * one step is still seen. Every epoch's validation stays.
 */
export function lineData(line: ChartLine, curve: Curve, { points, smoothing, unit, log, view }: Drawing): LineData {
  const { series } = line
  const per = stepsPerUnit(line, unit)
  const steps = series.steps.values
  const { low, high } = series.points[curve]
  const smooth = series.smoothed(curve, smoothing)
  const start = view ? lowerBound(steps, view.from * per) - 1 : 0
  const end = view ? lowerBound(steps, view.to * per) + 1 : steps.length

  const data: LineData = [[], [], [], []]
  const orGap = (value: number) => (Number.isFinite(value) && !(log && value <= 0) ? value : null)
  const push = (step: number, raw: number, smoothed: number, validation: number) => {
    data[0].push(step / per)
    data[1].push(orGap(raw))
    data[2].push(orGap(smoothed))
    data[3].push(orGap(validation))
  }
  let next = 0
  const pushEpochsBefore = (step: number) => {
    for (; next < series.epochs.length && series.epochs[next]!.step < step; next += 1)
      push(series.epochs[next]!.step, NaN, NaN, series.epochs[next]!.validation[curve])
  }
  for (const { index, raw } of thin(low.values, high.values, points, start, end)) {
    const step = steps[index]!
    // Which of two extremes within a point came first is not known.
    if (raw.length === 2) {
      pushEpochsBefore(step - series.stride / 2)
      push(step - series.stride / 2, raw[0], NaN, NaN)
    }
    pushEpochsBefore(step)
    const ends = series.epochs[next]?.step === step
    push(step, raw.at(-1)!, smooth[index]!, ends ? series.epochs[next]!.validation[curve] : NaN)
    if (ends) next += 1
  }
  pushEpochsBefore(Infinity)
  return data
}

interface Picked {
  index: number
  /** The extremes that are drawn there. */
  raw: [number] | [low: number, high: number]
}

/** What is drawn of points within `[start, end)`: at most about so many, the extremes of every stretch kept, in order. */
export function thin(
  low: Float64Array,
  high: Float64Array,
  points: number,
  start = 0,
  end = low.length,
): readonly Picked[] {
  const first = Math.max(0, start)
  const last = Math.min(low.length, end)
  const picked: Picked[] = []
  const pick = (index: number, wanted: 'low' | 'high' | 'both') => {
    const [least, most] = [low[index]!, high[index]!]
    if (wanted === 'both') picked.push({ index, raw: least < most ? [least, most] : [least] })
    else picked.push({ index, raw: [wanted === 'low' ? least : most] })
  }
  const count = last - first
  if (count <= points) {
    for (let index = first; index < last; index += 1) pick(index, 'both')
    return picked
  }
  const stretch = count / (points / 2)
  for (let begin = first; Math.floor(begin) < last; begin += stretch) {
    const from = Math.floor(begin)
    const stop = Math.min(last, Math.floor(begin + stretch))
    let [lowest, highest] = [from, from]
    for (let index = from + 1; index < stop; index += 1) {
      // Not `<`: what comes first may be no number.
      if (!(low[index]! >= low[lowest]!)) lowest = Number.isNaN(low[index]!) ? lowest : index
      if (!(high[index]! <= high[highest]!)) highest = Number.isNaN(high[index]!) ? highest : index
    }
    if (lowest === highest) pick(lowest, 'both')
    else {
      const isFalling = highest < lowest
      if (isFalling) pick(highest, 'high')
      pick(lowest, 'low')
      if (!isFalling) pick(highest, 'high')
    }
  }
  // The line reaches to its ends.
  if (picked[0]!.index > first) picked.unshift({ index: first, raw: [high[first]!] })
  if (picked.at(-1)!.index < last - 1) pick(last - 1, 'both')
  return picked
}

/** The first index whose value is not below `bound`; `values` ascend. */
export function lowerBound(values: Float64Array, bound: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}
