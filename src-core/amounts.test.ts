import { describe, expect, test } from 'vitest'
import { formatCompact, formatShare } from './amounts.ts'

describe('cost', () => {
  test.each([
    [0, '0'],
    [960, '960'],
    [10_080, '10.1 k'],
    [99_960, '0.10 M'],
    [416_520, '0.42 M'],
    [9_995_000, '10.0 M'],
    [724_406_816, '724 M'],
    [999_600_000, '1.00 G'],
    [15_470_264_320, '15.5 G'],
    [2.5e15, '2,500 T'],
  ])('%d in few signs', (count, text) => expect(formatCompact(count)).toBe(text))

  test.each([
    [0, 10, '0%'],
    [0, 0, '0%'],
    [1, 100_000, '<0.1%'],
    [31, 1_000, '3.1%'],
    [9_960, 100_000, '10%'],
    [1, 1, '100%'],
  ])('%d of %d', (part, whole, text) => expect(formatShare(part, whole)).toBe(text))
})
