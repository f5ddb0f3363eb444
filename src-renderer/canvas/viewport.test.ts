import { expect, test } from 'vitest'
import { viewportHolding } from './viewport.ts'

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

test('of what is larger than the window its beginning is seen', () => {
  expect(viewportHolding(at(500, -900, 200, 2000), unmoved, size)).toEqual({ x: 0, y: 924, zoom: 1 })
})
