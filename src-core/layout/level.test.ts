import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaps, overlap } from './geometry.ts'
import { layoutLevel } from './level.ts'
import type { Box, Link } from './level.ts'

const width = 200
const height = 50
const box = (id: string): Box => ({ id, width, height })
const link = (text: string): Link => {
  const [source, target] = text.split('>') as [string, string]
  return { id: text, source, target }
}
const lay = (ids: string, links: string, tallest = Infinity) =>
  layoutLevel(ids.split(' ').map(box), links === '' ? [] : links.split(' ').map(link), tallest)

describe('layoutLevel', () => {
  test('puts a chain straight below one another, evenly', () => {
    const { corners, routes } = lay('a b c', 'a>b b>c')
    expect([...corners.values()]).toEqual([0, 1, 2].map((row) => ({ x: 0, y: row * (height + gaps.rank) })))
    expect(routes.size).toBe(0)
  })

  test('leads a shortcut round its trunk, which stays straight', () => {
    const { corners, routes } = lay('a b c sum', 'a>b b>c c>sum a>sum')
    expect(new Set([...corners.values()].map(({ x }) => x))).toEqual(new Set([0]))
    const { through } = routes.get('a>sum')!
    expect(through.every(({ x }) => x >= width + gaps.lane)).toBe(true)
  })

  test('puts the longer of two branches in line, whatever their names', () => {
    const { corners } = lay('a z1 z2 b sum', 'a>z1 z1>z2 z2>sum a>b b>sum')
    const x = (id: string) => corners.get(id)!.x
    expect([x('z1'), x('z2'), x('sum')]).toEqual([x('a'), x('a'), x('a')])
    expect(x('b')).toBe(width + gaps.card)
  })

  test('spreads three branches and more evenly about what they come from and lead to', () => {
    const { corners } = lay('a p q r s sum', 'a>p a>q a>r a>s p>sum q>sum r>sum s>sum')
    const middle = 1.5 * (width + gaps.card)
    expect(corners.get('a')).toEqual({ x: middle, y: 0 })
    expect(corners.get('sum')!.x).toBe(middle)
  })

  test('breaks a tall chain into columns of like height, each begun by the wire that turns into it', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `n${i}`)
    const links = ids.slice(1).map((id, i) => `n${i}>${id}`)
    const { corners, routes } = lay(ids.join(' '), links.join(' '), 500)
    const columns = new Map<number, number>()
    for (const { x } of corners.values()) columns.set(x, (columns.get(x) ?? 0) + 1)
    expect([...columns]).toEqual([
      [0, 4],
      [width + gaps.column, 4],
      [2 * (width + gaps.column), 4],
    ])
    expect([...routes.keys()]).toEqual(['n3>n4', 'n7>n8'])
    expect(routes.get('n3>n4')!.turn).toMatchObject({ x: width + gaps.column / 2, top: -gaps.turn })
  })

  test('never breaks between branches', () => {
    const links = 'a>b b>c c>d d>e e>f f>g g>h h>i i>j j>sum a>sum'
    const { corners } = lay('a b c d e f g h i j sum', links, 300)
    expect(new Set([...corners.values()].map(({ x }) => x)).size).toBe(1)
  })

  test('stands what nothing is joined to beside the rest', () => {
    const { corners } = lay('a b loose', 'a>b')
    expect(corners.get('loose')).toEqual({ x: width + gaps.part, y: 0 })
  })

  test('takes a circle as it takes everything', () => {
    const { corners } = lay('a b c', 'a>b b>c c>a')
    expect([...corners.values()].map(({ y }) => y)).toEqual([0, 1, 2].map((row) => row * (height + gaps.fork)))
  })

  test('lays out any graph without covering a box', () => {
    const graphs = fc.record({
      count: fc.integer({ min: 1, max: 24 }),
      links: fc.array(fc.tuple(fc.nat(23), fc.nat(23)), { maxLength: 40 }),
    })
    fc.assert(
      fc.property(graphs, ({ count, links }) => {
        const boxes = Array.from({ length: count }, (_, i) => box(`n${i}`))
        const among = links.filter(([a, b]) => a !== b && a < count && b < count)
        const made = among.map(([a, b], i): Link => ({ id: `${i}`, source: `n${a}`, target: `n${b}` }))
        const { corners } = layoutLevel(boxes, made, 400)
        const rects = [...corners.values()].map((corner) => ({ ...corner, width, height }))
        expect(rects).toHaveLength(count)
        rects.forEach((a, i) => rects.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('branches', () => {
  const middle = (corners: ReadonlyMap<string, { x: number }>, id: string) => corners.get(id)!.x + width / 2

  test('two as long as one another stand evenly about what parts and joins them', () => {
    const { corners } = lay('squeeze one three concat', 'squeeze>one squeeze>three one>concat three>concat')
    const [one, three] = [middle(corners, 'one'), middle(corners, 'three')]
    expect(middle(corners, 'squeeze')).toBeCloseTo((one + three) / 2)
    expect(middle(corners, 'concat')).toBeCloseTo((one + three) / 2)
  })

  test('four stand in the order of their names, whichever is the longest', () => {
    const links = 'in>a in>b1 b1>b2 in>c1 c1>c2 c2>c3 in>d1 d1>d2 a>out b2>out c3>out d2>out'
    const { corners } = lay('in a b1 b2 c1 c2 c3 d1 d2 out', links)
    const order = ['a', 'b1', 'c1', 'd1'].map((id) => middle(corners, id))
    expect(order).toEqual(order.toSorted((x, y) => x - y))
    expect(middle(corners, 'out')).toBeGreaterThan(middle(corners, 'a'))
    expect(middle(corners, 'out')).toBeLessThan(middle(corners, 'd2'))
  })

  test('of branches that come from elsewhere too', () => {
    const { corners } = lay('a b1 b2 c1 c2 c3 out', 'a>out b1>b2 b2>out c1>c2 c2>c3 c3>out')
    expect(middle(corners, 'a')).toBeLessThan(middle(corners, 'b1'))
    expect(middle(corners, 'b1')).toBeLessThan(middle(corners, 'c1'))
  })
})
