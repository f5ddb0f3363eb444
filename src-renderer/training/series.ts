import type { Text } from '../../src-core/text.ts'
import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { Column } from './column.ts'
import { Smoothed } from './smoothed.ts'

export const curves = ['loss', 'accuracy'] as const
export type Curve = (typeof curves)[number]

export const curveTitles: Record<Curve, Text> = {
  loss: { en: 'Loss', zh: '损失' },
  accuracy: { en: 'Accuracy', zh: '准确率' },
}

/** Points that are kept at most: many times what a chart has pixels across, and smoothed anew in a millisecond. */
export const mostPoints = 2 ** 16

/** One curve's points: of the steps that a point stands for the lowest, the highest and the mean. NaN where none is finite. */
class Points {
  readonly low = new Column()
  readonly high = new Column()
  readonly mean = new Column()
  /** Finite steps within each point. */
  private readonly counts = new Column()

  push(value: number) {
    const finite = Number.isFinite(value)
    for (const column of [this.low, this.high, this.mean]) column.push(finite ? value : NaN)
    this.counts.push(finite ? 1 : 0)
  }

  /** Takes one more step into the last point. */
  widen(value: number) {
    if (!Number.isFinite(value)) return
    const { low, high, mean, counts } = this
    const count = counts.last
    low.last = count === 0 ? value : Math.min(low.last, value)
    high.last = count === 0 ? value : Math.max(high.last, value)
    mean.last = count === 0 ? value : mean.last + (value - mean.last) / (count + 1)
    counts.last = count + 1
  }

  /** Makes one point of all that have the same number in `points`, which ascends from 0. */
  fold(points: Float64Array) {
    const [low, high, mean, counts] = [this.low, this.high, this.mean, this.counts].map(({ values }) => values)
    for (let from = 1; from < points.length; from += 1) {
      const to = points[from]!
      const [here, there] = [counts![to]!, counts![from]!]
      if (points[from - 1] !== to || here === 0) {
        for (const values of [low, high, mean, counts]) values![to] = values![from]!
      } else if (there > 0) {
        low![to] = Math.min(low![to]!, low![from]!)
        high![to] = Math.max(high![to]!, high![from]!)
        mean![to] = (mean![to]! * here + mean![from]! * there) / (here + there)
        counts![to] = here + there
      }
    }
    for (const column of [this.low, this.high, this.mean, this.counts]) column.length = points.at(-1)! + 1
  }
}

/**
 * What a run has reported, in columns that grow in place; `version` changes with every addition. Its memory is bounded:
 * where a run has more steps than points are kept, each point stands for 2, then 4, then 8 steps, and keeps the lowest
 * and the highest of them, so that a spike of one step in a million is still drawn.
 */
export class Series {
  version = 0
  /** Steps that a point stands for. */
  stride = 1
  /** The last step of each point. */
  readonly steps = new Column()
  readonly points: Record<Curve, Points> = { loss: new Points(), accuracy: new Points() }
  readonly epochs: EpochMetrics[] = []
  /** The first step whose loss was no number. */
  divergedAt: number | undefined
  private readonly smoothers: Record<Curve, Smoothed> = { loss: new Smoothed(), accuracy: new Smoothed() }

  constructor(private readonly most = mostPoints) {}

  get lastStep(): number {
    return this.steps.length > 0 ? this.steps.last : 0
  }

  add(steps: readonly StepMetrics[], epochs: readonly EpochMetrics[]) {
    for (const step of steps) this.addStep(step)
    for (const epoch of epochs) {
      const at = this.epochs.findIndex((known) => known.epoch >= epoch.epoch)
      if (at < 0) this.epochs.push(epoch)
      else this.epochs.splice(at, this.epochs[at]!.epoch === epoch.epoch ? 1 : 0, epoch)
    }
    if (steps.length + epochs.length > 0) this.version += 1
  }

  /** The smoothed line, a value a point. Valid until the next addition or another amount is asked for. */
  smoothed(curve: Curve, over: number): Float64Array {
    return this.smoothers[curve].of(this.steps.values, this.points[curve].mean.values, this.stride, over)
  }

  private addStep({ step, loss, accuracy }: StepMetrics) {
    // A resumed run repeats the steps after its checkpoint, to the same numbers.
    if (step <= this.lastStep) return
    if (!Number.isFinite(loss)) this.divergedAt ??= step
    while (this.steps.length === this.most && !this.isInLastPoint(step)) this.fold()
    if (this.isInLastPoint(step)) {
      this.steps.last = step
      this.points.loss.widen(loss)
      this.points.accuracy.widen(accuracy)
    } else {
      this.steps.push(step)
      this.points.loss.push(loss)
      this.points.accuracy.push(accuracy)
    }
  }

  private pointOf(step: number): number {
    return Math.ceil(step / this.stride)
  }

  private isInLastPoint(step: number): boolean {
    return this.steps.length > 0 && this.pointOf(step) === this.pointOf(this.lastStep)
  }

  /** Lets each point stand for twice as many steps. */
  private fold() {
    this.stride *= 2
    const steps = this.steps.values
    const points = new Float64Array(steps.length)
    for (let index = 1; index < steps.length; index += 1) {
      const isSame = this.pointOf(steps[index]!) === this.pointOf(steps[index - 1]!)
      points[index] = points[index - 1]! + (isSame ? 0 : 1)
    }
    this.points.loss.fold(points)
    this.points.accuracy.fold(points)
    points.forEach((to, from) => (steps[to] = steps[from]!))
    this.steps.length = points.at(-1)! + 1
  }
}
