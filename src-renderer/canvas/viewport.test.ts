import { expect, test } from 'vitest'
import { viewportHolding, viewportShowing } from './viewport.ts'

const size = { width: 800, height: 600 }
const at = (x: number, y: number, width = 200, height = 100) => [{ x, y, width, height }]
const unmoved = { x: 0, y: 0, zoom: 1 }

test('what is in sight stays where it is', () => {
  expect(viewportHolding(at(300, 200), unmoved, size)).toBeUndefined()
  expect(viewportHolding([], unmoved, size)).toBeUndefined()
})

test('what reaches beyond an edge comes in by the least move, as large as it was', () => {
  expect(viewportHolding(at(700, 200), unmoved, size)).toEqual({ x: 800 - 24 - 900, y: 0, zoom: 1 })
  expect(viewportHolding(at(-50, 580), unmoved, size)).toEqual({ x: 74, y: 600 - 24 - 680, zoom: 1 })
  const half = { x: 100, y: 50, zoom: 0.5 }
  expect(viewportHolding(at(1300, 0), half, size)).toEqual({ x: 800 - 24 - 750, y: 50, zoom: 0.5 })
})

test('what lies far off comes into the middle, what is near to the edge', () => {
  expect(viewportShowing(at(820, 200), unmoved, size)).toEqual({ x: 800 - 24 - 1020, y: 0, zoom: 1 })
  const middle = viewportShowing(at(5_000, 200), unmoved, size)!
  expect([5_100 * middle.zoom + middle.x, 250 * middle.zoom + middle.y]).toEqual([400, 300])
  expect(viewportHolding(at(5_000, 200), unmoved, size)).toEqual(middle)
  expect(viewportShowing(at(300, 200), unmoved, size)).toBeUndefined()
  // In sight, but too small to be read.
  expect(viewportShowing(at(300, 200), { x: 0, y: 0, zoom: 0.2 }, size)!.zoom).toBe(0.8)
})

test('of what is larger than the window its beginning is seen', () => {
  expect(viewportHolding(at(500, -900, 200, 2000), unmoved, size)).toEqual({ x: 0, y: 924, zoom: 1 })
})
