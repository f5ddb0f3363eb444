import { describe, expect, test } from 'vitest'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import { Series } from './series.ts'

const epoch = (number: number, step: number, loss: number): EpochMetrics => ({
  epoch: number,
  step,
  loss,
  metrics: { accuracy: 0.5 },
  validation: { loss, accuracy: 0.5 },
  seconds: 1,
  examplesPerSecond: 1,
})

const steps = (values: number[], first = 1) =>
  values.map((loss, i) => ({ step: first + i, epoch: 1, loss, accuracy: 0.5 }))

/** sum(w x) / sum(w) with w = exp(-age / over), worked out directly. */
function weightedMean(values: number[], over: number): number {
  const weights = values.map((_, i) => Math.exp(-(values.length - 1 - i) / over))
  return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / weights.reduce((a, b) => a + b)
}

describe('the smoothed line', () => {
  test('of a constant is that constant from the first step on', () => {
    const series = new Series()
    series.add(steps([2, 2, 2, 2]), [])
    for (const value of series.smoothed('loss', 20)) expect(value).toBeCloseTo(2, 12)
  })

  test.each([5, 20, 100])('is a weighted mean that forgets over %i steps, however it was asked for', (over) => {
    const values = [4, 1, 7, 3, 3, 0]
    const series = new Series()
    for (const [i, value] of values.entries()) {
      series.add(steps([value], i + 1), [])
      // Asked for as the run goes on, and between with another amount.
      expect(series.smoothed('loss', over).at(-1)).toBeCloseTo(weightedMean(values.slice(0, i + 1), over), 10)
      if (i % 2 === 1) series.smoothed('loss', 2 * over)
    }
  })

  test('without smoothing is every step as it is', () => {
    const series = new Series()
    series.add(steps([4, 1, 7]), [])
    expect([...series.smoothed('loss', 0)]).toEqual([4, 1, 7])
  })

  test('goes on across figures that are not finite', () => {
    const series = new Series()
    series.add(steps([1, NaN, Infinity, 1]), [])
    expect([...series.smoothed('loss', 20)]).toEqual([1, 1, 1, 1])
    expect(series.divergedAt).toBe(2)
  })
})

describe('a series', () => {
  test('a step that comes again after a resume counts once', () => {
    const series = new Series()
    series.add(steps([3, 2, 1]), [epoch(1, 3, 0.9)])
    series.add(steps([2, 1, 0.5], 2), [epoch(1, 3, 0.9), epoch(2, 4, 0.4)])
    expect([...series.steps.values]).toEqual([1, 2, 3, 4])
    expect(series.epochs.map((e) => e.epoch)).toEqual([1, 2])
  })

  test('grows beyond its first buffer', () => {
    const series = new Series()
    for (let i = 0; i < 5; i += 1)
      series.add(
        steps(
          Array.from({ length: 700 }, (_, j) => i * 700 + j),
          i * 700 + 1,
        ),
        [],
      )
    expect(series.steps.length).toBe(3_500)
    expect(series.points.loss.mean.values[3_499]).toBe(3_499)
  })

  test('a long run keeps few points, its spikes and its means', () => {
    const most = 256
    const series = new Series(most)
    const values = Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 90))
    values[3_210] = 40
    values[7_654] = -40
    for (let first = 0; first < values.length; first += 37)
      series.add(steps(values.slice(first, first + 37), first + 1), [])
    const { low, high, mean } = series.points.loss
    expect(series.steps.length).toBeLessThanOrEqual(most)
    // 10,000 steps in at most 256 points: 64 each.
    expect(series.stride).toBe(64)
    const ends = [...series.steps.values]
    expect(ends).toEqual([...Array.from({ length: 156 }, (_, i) => (i + 1) * 64), 10_000])
    for (const [i, end] of ends.entries()) {
      const own = values.slice(i * 64, end)
      expect(low.values[i]).toBe(Math.min(...own))
      expect(high.values[i]).toBe(Math.max(...own))
      expect(mean.values[i]).toBeCloseTo(own.reduce((a, b) => a + b) / own.length, 10)
    }
  })

  test('steps that were thinned on their way fold as well', () => {
    const series = new Series(8)
    series.add(
      [100, 200, 300, 400, 500, 600, 700, 800, 900].map((step) => ({ step, epoch: 1, loss: step, accuracy: 0 })),
      [],
    )
    expect(series.steps.length).toBeLessThanOrEqual(8)
    expect(series.lastStep).toBe(900)
    expect(Math.max(...series.points.loss.high.values)).toBe(900)
  })
})
