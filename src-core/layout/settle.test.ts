import { expect, test } from 'vitest'
import { gaps } from './geometry.ts'
import { settle } from './settle.ts'

const size = { width: 200, height: 50 }
const automatic = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 0, y: 80 }],
  ['c', { x: 0, y: 160 }],
  ['d', { x: 0, y: 240 }],
])
const shapes = new Map([...automatic.keys()].map((id) => [id, { x: 0, y: 0, ...size }]))
const links = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'd'],
].map(([source, target]) => ({ id: `${source}>${target}`, source: source!, target: target! }))

test('gives the layout itself where nobody placed anything', () => {
  expect(settle({ automatic, shapes, links, layout: {} })).toBe(automatic)
})

test('keeps what was placed and takes along what follows from it', () => {
  const settled = settle({ automatic, shapes, links, layout: { b: { x: 300, y: 80 } } })
  expect(Object.fromEntries(settled)).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 300, y: 80 },
    c: { x: 300, y: 160 },
    d: { x: 300, y: 240 },
  })
})

test('leaves what follows from something else that was placed', () => {
  const settled = settle({ automatic, shapes, links, layout: { b: { x: 300, y: 80 }, c: { x: 0, y: 160 } } })
  expect(settled.get('d')).toEqual({ x: 0, y: 240 })
})

test('steps aside for what was placed', () => {
  const settled = settle({ automatic, shapes, links, layout: { d: { x: 10, y: 90 } } })
  expect(settled.get('b')).toEqual({ x: 10 + size.width + gaps.card, y: 80 })
})

test('takes a circle', () => {
  const round = [...links, { id: 'd>a', source: 'd', target: 'a' }]
  expect(settle({ automatic, shapes, links: round, layout: { b: { x: 5, y: 85 } } }).size).toBe(4)
})
