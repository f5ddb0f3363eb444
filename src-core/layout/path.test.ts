import { expect, test } from 'vitest'
import { wirePath } from './path.ts'

/** The pairs of numbers of a path, in order. */
const points = (d: string) => [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])

test('is one straight line between cards that stand straight below one another', () => {
  expect(wirePath({ x: 10, y: 0 }, { x: 10, y: 40 }, undefined).d).toBe('M10,0L10,40')
})

test('leaves downwards, comes in downwards, and goes through the points of its route', () => {
  const { d } = wirePath(
    { x: 0, y: 0 },
    { x: 0, y: 300 },
    {
      through: [
        { x: 90, y: 50 },
        { x: 90, y: 250 },
      ],
    },
  )
  const all = points(d)
  expect(all[0]).toEqual([0, 0])
  expect(all[1]![0]).toBe(0)
  expect(all.at(-2)![0]).toBe(0)
  expect(all.at(-1)).toEqual([0, 300])
  expect(d).toContain('90,50L90,250')
})

test('goes round the end of a column and into the next from above', () => {
  const turn = { at: 0, bottom: 420, x: 150, top: -16 }
  const all = points(wirePath({ x: 50, y: 400 }, { x: 250, y: 0 }, { through: [], turn }).d)
  expect(Math.max(...all.map(([, y]) => y!))).toBe(420)
  expect(Math.min(...all.map(([, y]) => y!))).toBe(-16)
  expect(all.at(-1)).toEqual([250, 0])
})

test('takes the points before and after a turn on its own side of it', () => {
  const through = [
    { x: 50, y: 410 },
    { x: 250, y: -5 },
  ]
  const { d } = wirePath(
    { x: 50, y: 400 },
    { x: 250, y: 30 },
    { through, turn: { at: 1, bottom: 430, x: 150, top: -20 } },
  )
  expect(d.startsWith('M50,400L50,410L')).toBe(true)
  expect(d.endsWith('L250,-5L250,30')).toBe(true)
})

test('goes out at the side where the target stands above', () => {
  const all = points(wirePath({ x: 0, y: 100 }, { x: 0, y: 0 }, undefined).d)
  expect(Math.max(...all.map(([x]) => x!))).toBeGreaterThan(112)
  expect(all.at(-1)).toEqual([0, 0])
})
