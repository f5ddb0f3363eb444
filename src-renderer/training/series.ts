import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'

export const curves = ['loss', 'accuracy'] as const
export type Curve = (typeof curves)[number]

/** Columns that grow in place: a long run appends 100,000 steps and must not copy them each time. */
class Column {
  private buffer = new Float64Array(1024)
  length = 0

  push(value: number) {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.buffer)
      this.buffer = larger
    }
    this.buffer[this.length++] = value
  }

  /** What has been pushed so far, without a copy. Valid until the next push. */
  get values(): Float64Array {
    return this.buffer.subarray(0, this.length)
  }
}

/** How many steps back a step's weight in the smoothed line has fallen to 1/e. */
const smoothingSteps = 20

/**
 * The smoothed line: an exponential mean, corrected for its start so that it does not begin at 0.
 * Steps may have been thinned on their way, so that the decay follows their distance. A figure that is not finite is left out.
 */
class Smoothed extends Column {
  private mean = 0
  private weight = 0
  private lastStep = 0

  add(step: number, value: number) {
    if (Number.isFinite(value)) {
      const keep = Math.exp(-(step - this.lastStep) / smoothingSteps)
      this.mean = this.mean * keep + value * (1 - keep)
      this.weight = this.weight * keep + (1 - keep)
      this.lastStep = step
    }
    this.push(this.weight > 0 ? this.mean / this.weight : NaN)
  }
}

/** Everything that a run has reported, in columns. Grows in place; `version` changes with every addition. */
export class Series {
  version = 0
  readonly steps = new Column()
  readonly raw = { loss: new Column(), accuracy: new Column() }
  readonly smooth = { loss: new Smoothed(), accuracy: new Smoothed() }
  readonly epochs: EpochMetrics[] = []

  get lastStep(): number {
    return this.steps.values[this.steps.length - 1] ?? 0
  }

  add(steps: readonly StepMetrics[], epochs: readonly EpochMetrics[]) {
    for (const { step, loss, accuracy } of steps) {
      // A resumed run repeats the steps after its checkpoint, to the same numbers.
      if (step <= this.lastStep) continue
      this.steps.push(step)
      this.raw.loss.push(loss)
      this.raw.accuracy.push(accuracy)
      this.smooth.loss.add(step, loss)
      this.smooth.accuracy.add(step, accuracy)
    }
    for (const epoch of epochs) {
      const at = this.epochs.findIndex((known) => known.epoch >= epoch.epoch)
      if (at < 0) this.epochs.push(epoch)
      else this.epochs.splice(at, this.epochs[at]!.epoch === epoch.epoch ? 1 : 0, epoch)
    }
    if (steps.length + epochs.length > 0) this.version += 1
  }
}

/** What uPlot draws of one curve: x, raw, smoothed, validation. A null is a gap. */
export type ChartData = [x: number[], raw: (number | null)[], smooth: (number | null)[], validation: (number | null)[]]

const orGap = (value: number): number | null => (Number.isFinite(value) ? value : null)

/**
 * One curve, thinned to about `points` points between the steps `from` and `to`: of every stretch the highest and the
 * lowest value stay, so that a spike of one step is still seen. Every epoch's validation point stays.
 */
export function chartData(series: Series, curve: Curve, points: number, from = 0, to = Infinity): ChartData {
  const steps = series.steps.values
  const raw = series.raw[curve].values
  const smooth = series.smooth[curve].values
  const picked = thin(raw, points, lowerBound(steps, from) - 1, lowerBound(steps, to) + 1)

  const data: ChartData = [[], [], [], []]
  const push = (x: number, values: [raw: number, smooth: number, validation: number]) => {
    const [xs, ...ys] = data
    xs.push(x)
    ys.forEach((column, i) => column.push(orGap(values[i]!)))
  }
  let nextEpoch = 0
  for (const index of picked) {
    const step = steps[index]!
    for (; nextEpoch < series.epochs.length && series.epochs[nextEpoch]!.step < step; nextEpoch += 1)
      push(series.epochs[nextEpoch]!.step, [NaN, NaN, series.epochs[nextEpoch]!.validation[curve]])
    const epoch = series.epochs[nextEpoch]
    const ends = epoch?.step === step
    if (ends) nextEpoch += 1
    push(step, [raw[index]!, smooth[index]!, ends ? epoch.validation[curve] : NaN])
  }
  for (const epoch of series.epochs.slice(nextEpoch)) push(epoch.step, [NaN, NaN, epoch.validation[curve]])
  return data
}

/** Indices into `values` within `[start, end)`, at most about `points`, extremes of every stretch kept, in order. */
export function thin(values: Float64Array, points: number, start = 0, end = values.length): number[] {
  const first = Math.max(0, start)
  const last = Math.min(values.length, end)
  const count = last - first
  if (count <= points) return Array.from({ length: Math.max(0, count) }, (_, i) => first + i)
  const stretch = count / (points / 2)
  const picked = [first]
  for (let begin = first; begin < last; begin += stretch) {
    const stop = Math.min(last, Math.ceil(begin + stretch))
    let low = Math.floor(begin)
    let high = low
    for (let i = low; i < stop; i += 1) {
      if (values[i]! < values[low]!) low = i
      if (values[i]! > values[high]!) high = i
    }
    for (const index of low < high ? [low, high] : [high, low]) if (index > picked.at(-1)!) picked.push(index)
  }
  if (picked.at(-1)! < last - 1) picked.push(last - 1)
  return picked
}

/** The first index whose value is not below `bound`; `values` ascend. */
function lowerBound(values: Float64Array, bound: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}
