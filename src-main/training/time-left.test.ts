import { describe, expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

/** An estimate with a clock that is set by hand. */
function clocked() {
  const clock = { seconds: 100 }
  const left = timeLeft(() => clock.seconds)
  return {
    ...left,
    wait: (seconds: number) => (clock.seconds += seconds),
    steps(from: number, to: number, each: number) {
      for (let step = from; step <= to; step++) {
        clock.seconds += each
        left.stepped(step)
      }
    },
  }
}
const plan = { stepsPerEpoch: 100, epochs: 2 }

describe('the time that is left', () => {
  test('is unknown until steps have a pace', () => {
    const it = clocked()
    it.steps(1, 3, 0.1)
    expect(it.estimate({ ...plan, step: 3, epochsDone: 0 })).toBeUndefined()
  })

  test('follows the last steps, not the first', () => {
    const it = clocked()
    it.steps(1, 1, 20)
    it.steps(2, 20, 1)
    it.steps(21, 60, 0.5)
    expect(it.estimate({ ...plan, step: 60, epochsDone: 0 })).toBeCloseTo(140 * 0.5, 0)
  })

  test('knows steps that take longer than the time over which a pace is taken', () => {
    const it = clocked()
    it.steps(1, 3, 60)
    expect(it.estimate({ ...plan, step: 3, epochsDone: 0 })).toBeCloseTo(197 * 60, 6)
  })

  test('counts the validations to come, and the part of one that is done', () => {
    const it = clocked()
    it.steps(1, 100, 0.1)
    it.validating()
    it.wait(8)
    it.epochDone()
    expect(it.estimate({ ...plan, step: 100, epochsDone: 1 })).toBeCloseTo(10 + 8, 6)
    it.steps(101, 200, 0.1)
    it.validating()
    it.wait(6)
    expect(it.estimate({ ...plan, step: 200, epochsDone: 1 })).toBeCloseTo(2, 6)
    it.wait(60)
    expect(it.estimate({ ...plan, step: 200, epochsDone: 1 })).toBe(0)
  })
})
