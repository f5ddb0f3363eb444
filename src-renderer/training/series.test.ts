import { describe, expect, test } from 'vitest'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import { chartData, Series, thin } from './series.ts'

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

describe('thinning', () => {
  test('leaves few points alone', () => {
    expect(thin(Float64Array.of(5, 1, 9), 10)).toEqual([0, 1, 2])
    expect(thin(new Float64Array(0), 10)).toEqual([])
  })

  test('keeps the ends, the order and every spike of 100,000 points', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 500))
    values[31_337] = 40
    values[77_777] = -40
    const picked = thin(values, 1_000)
    expect(picked.length).toBeLessThanOrEqual(1_004)
    expect(picked[0]).toBe(0)
    expect(picked.at(-1)).toBe(99_999)
    expect(picked).toContain(31_337)
    expect(picked).toContain(77_777)
    expect(picked.every((index, i) => i === 0 || index > picked[i - 1]!)).toBe(true)
  })
})

describe('a series', () => {
  test('smooths a constant to itself from the first step on', () => {
    const series = new Series()
    series.add(steps([2, 2, 2, 2]), [])
    for (const value of series.smooth.loss.values) expect(value).toBeCloseTo(2, 12)
  })

  // Expected: sum(w x) / sum(w) with w = exp(-age / 20), worked out directly.
  test('smooths as a weighted mean that forgets', () => {
    const values = [4, 1, 7, 3, 3, 0]
    const series = new Series()
    series.add(steps(values), [])
    const weights = values.map((_, i) => Math.exp(-(values.length - 1 - i) / 20))
    const mean = values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / weights.reduce((a, b) => a + b)
    expect(series.smooth.loss.values.at(-1)).toBeCloseTo(mean, 10)
  })

  test('a loss that is not a number leaves a gap and does not spoil what follows', () => {
    const series = new Series()
    series.add(steps([1, NaN, Infinity, 1]), [])
    expect([...series.smooth.loss.values]).toEqual([1, 1, 1, 1])
    expect(chartData(series, 'loss', 100)[1]).toEqual([1, null, null, 1])
  })

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
    expect(series.raw.loss.values[3_499]).toBe(3_499)
  })
})

describe('what the chart draws', () => {
  test('an epoch’s point lies at its last step, also where that step was thinned away', () => {
    const series = new Series()
    series.add(
      [1, 2, 3, 5, 6].map((step) => ({ step, epoch: 1, loss: step, accuracy: 0 })),
      [epoch(1, 4, 0.25), epoch(2, 6, 0.125), epoch(3, 8, 0.0625)],
    )
    const [x, raw, , validation] = chartData(series, 'loss', 100)
    expect(x).toEqual([1, 2, 3, 4, 5, 6, 8])
    expect(raw).toEqual([1, 2, 3, null, 5, 6, null])
    expect(validation).toEqual([null, null, null, 0.25, null, 0.125, 0.0625])
  })

  test('a zoomed stretch has its own detail, with the line leading into it', () => {
    const series = new Series()
    series.add(steps(Array.from({ length: 10_000 }, (_, i) => i)), [])
    const [x] = chartData(series, 'loss', 50, 100, 120)
    expect(x[0]).toBe(99)
    expect(x.at(-1)).toBe(120)
    expect(x.length).toBe(22)
  })
})
