import { expect, test } from 'vitest'
import { aligned } from './aligning.ts'

const rect = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height })

test.each([
  ['the middle of one of another width', rect(28, 300), rect(0, 0, 160), { dx: 2, dy: 0, at: 80 }],
  ['the left edge', rect(3, 300, 60), rect(0, 0, 160), { dx: -3, dy: 0, at: 0 }],
  ['the right edge', rect(97, 300, 60), rect(0, 0, 160), { dx: 3, dy: 0, at: 160 }],
  ['the top', rect(400, 4), rect(0, 0, 160, 90), { dx: 0, dy: -4, at: 0 }],
])('stands in line by %s', (_, held, other, { dx, dy, at }) => {
  const found = aligned(held, [other], 5)
  expect({ dx: found.dx, dy: found.dy }).toEqual({ dx, dy })
  expect(found.guides.map((guide) => guide.at)).toEqual([at])
})

test('both ways at once, with lines from one to the other', () => {
  const { guides } = aligned(rect(2, 98), [rect(0, 0), rect(200, 100)], 5)
  expect(guides).toEqual([
    { along: 'x', at: 50, from: 0, to: 150 },
    { along: 'y', at: 125, from: 0, to: 300 },
  ])
})

test('nothing is in reach', () => expect(aligned(rect(20, 20), [rect(0, 0)], 5).guides).toEqual([]))
