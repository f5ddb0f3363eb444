import { describe, expect, test } from 'vitest'
import { formatBytes, formatDuration, formatLoss, formatPercent } from './format.ts'

describe('durations', () => {
  test.each([
    [0, '0 s', '0 秒'],
    [38.4, '38 s', '38 秒'],
    [59.6, '1 min', '1 分钟'],
    [250, '4 min 10 s', '4 分 10 秒'],
    [3_599, '59 min 59 s', '59 分 59 秒'],
    [3_600, '1 h', '1 小时'],
    [7_499, '2 h 5 min', '2 小时 5 分钟'],
    [86_399, '1 d', '1 天'],
    [86_400 * 3 + 14_400, '3 d 4 h', '3 天 4 小时'],
    [-3, '0 s', '0 秒'],
  ])('%d s', (seconds, en, zh) => expect(formatDuration(seconds)).toEqual({ en, zh }))

  test('an estimate that is none is not a number of years', () =>
    expect(formatDuration(Infinity)).toEqual({ en: '–', zh: '–' }))
})

describe('figures', () => {
  test.each([
    [0.976, '97.6%'],
    [0.9912, '99.12%'],
    [1, '100.00%'],
    [NaN, 'NaN'],
  ])('accuracy %d', (value, text) => expect(formatPercent(value)).toBe(text))

  test.each([
    [2.3026, '2.30'],
    [0.08123, '0.0812'],
    [0.0000123, '1.2e-5'],
    [12_345, '12,345'],
    [2.5e9, '2.5e+9'],
    [Infinity, 'Infinity'],
    [0, '0'],
  ])('loss %d', (value, text) => expect(formatLoss(value)).toBe(text))

  test.each([
    [0, '0 B'],
    [9_949, '9.9 kB'],
    [252_100_000, '252 MB'],
    [999_600_000, '1.0 GB'],
    [1_800_000_000, '1.8 GB'],
  ])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
})
