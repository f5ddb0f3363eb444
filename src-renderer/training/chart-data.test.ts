import { describe, expect, test } from 'vitest'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import type { ChartLine, Drawing } from './chart-data.ts'
import { chartData, lineData, thin } from './chart-data.ts'
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

const drawing: Drawing = { points: 100, smoothing: 20, unit: 'step', log: false }

function lineOf(losses: Record<number, number>, epochs: EpochMetrics[] = [], stepsPerEpoch?: number): ChartLine {
  const series = new Series()
  series.add(
    Object.entries(losses).map(([step, loss]) => ({ step: Number(step), epoch: 1, loss, accuracy: 0 })),
    epochs,
  )
  return { id: 'run', title: 'Run', series, stepsPerEpoch }
}

const ramp = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 1, i]))

describe('thinning', () => {
  test('leaves few points alone', () => {
    const values = Float64Array.of(5, 1, 9)
    expect(thin(values, values, 10)).toEqual([
      { index: 0, raw: [5] },
      { index: 1, raw: [1] },
      { index: 2, raw: [9] },
    ])
    expect(thin(new Float64Array(0), new Float64Array(0), 10)).toEqual([])
  })

  test('draws both extremes of a point that stands for several steps', () => {
    expect(thin(Float64Array.of(1, 2), Float64Array.of(3, 2), 10)).toEqual([
      { index: 0, raw: [1, 3] },
      { index: 1, raw: [2] },
    ])
  })

  test('keeps the ends, the order and every spike of 100,000 points', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 500))
    values[31_337] = 40
    values[77_777] = -40
    const picked = thin(values, values, 1_000).map(({ index }) => index)
    expect(picked.length).toBeLessThanOrEqual(1_004)
    expect(picked[0]).toBe(0)
    expect(picked.at(-1)).toBe(99_999)
    expect(picked).toContain(31_337)
    expect(picked).toContain(77_777)
    expect(picked.every((index, i) => i === 0 || index > picked[i - 1]!)).toBe(true)
  })

  test('a stretch that begins with no number still gives its extremes', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? NaN : i))
    const highest = thin(values, values, 20).map(({ raw }) => raw[0])
    expect(highest).toContain(99)
    expect(highest).toContain(1)
  })
})

describe('what is drawn of a run', () => {
  test('an epoch’s point lies at its last step, also where that step was thinned away', () => {
    const line = lineOf({ 1: 1, 2: 2, 3: 3, 5: 5, 6: 6 }, [epoch(1, 4, 0.25), epoch(2, 6, 0.125), epoch(3, 8, 0.0625)])
    const [x, raw, , validation] = lineData(line, 'loss', drawing)
    expect(x).toEqual([1, 2, 3, 4, 5, 6, 8])
    expect(raw).toEqual([1, 2, 3, null, 5, 6, null])
    expect(validation).toEqual([null, null, null, 0.25, null, 0.125, 0.0625])
  })

  test('a loss that is no number is a gap, and so is a 0 on a logarithmic axis', () => {
    const line = lineOf({ 1: 1, 2: NaN, 3: Infinity, 4: 0, 5: 1 })
    expect(lineData(line, 'loss', drawing)[1]).toEqual([1, null, null, 0, 1])
    expect(lineData(line, 'loss', { ...drawing, log: true })[1]).toEqual([1, null, null, null, 1])
  })

  test('a zoomed stretch has its own detail, with the line leading into it', () => {
    const line = lineOf(ramp(10_000))
    const [x] = lineData(line, 'loss', { ...drawing, points: 50, view: { from: 100, to: 120 } })
    expect(x[0]).toBe(99)
    expect(x.at(-1)).toBe(120)
    expect(x.length).toBe(22)
  })

  test('counted in epochs, runs of other batch sizes lie over each other', () => {
    const [small, large] = [lineOf(ramp(8), [epoch(1, 4, 0.5)], 4), lineOf(ramp(4), [epoch(1, 2, 0.25)], 2)]
    const [x, ...columns] = chartData([small, large], 'loss', { ...drawing, smoothing: 0, unit: 'epoch' })
    expect([...x]).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2])
    expect(columns).toHaveLength(6)
    expect(columns[1]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([...columns[4]!].filter((value) => typeof value === 'number')).toEqual([0, 1, 2, 3])
    expect(columns[5]![3]).toBe(0.25)
  })
})
