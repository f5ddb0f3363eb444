import { expect, test } from 'vitest'
import { createPace } from './pace.ts'

test('time left follows the speed of the last seconds, with no guess in the first one', () => {
  let time = 0
  const pace = createPace(1_000_000, () => time)
  const at = (milliseconds: number, received: number) => {
    time = milliseconds
    return pace.at(received, 101_000_000)
  }
  expect(at(100, 1_500_000)).toBeUndefined()
  expect(at(500, 1_500_000)).toEqual({})
  // 10 MB in 2 s, 90 MB to go.
  expect(at(2_000, 11_000_000)).toEqual({ secondsLeft: 18 })
  expect(at(2_100, 12_000_000)).toBeUndefined()
  // A stall: from 2 s to 12 s one MB came.
  at(2_250, 11_000_000)
  expect(at(12_250, 12_000_000)).toEqual({ secondsLeft: 890 })
})
