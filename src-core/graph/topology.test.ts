import fc from 'fast-check'
import { expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { backWires, downstream, topologyOf, upstream, wayRound, wouldCycle } from './topology.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const wires = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 12 })
const graphOf = (pairs: readonly (readonly [string, string])[], order: readonly string[] = names) =>
  network(
    Object.fromEntries(order.map((name) => [name, ['add'] as const])),
    pairs.map(([from, to]) => `${from} -> ${to}`),
  )

/** Warshall's closure: whether one layer leads to another, by definition. */
function leadsTo(pairs: readonly (readonly [string, string])[]): (from: string, to: string) => boolean {
  const reached = new Set(pairs.map(([from, to]) => `${from}${to}`))
  for (const via of names)
    for (const from of names)
      for (const to of names) if (reached.has(from + via) && reached.has(via + to)) reached.add(from + to)
  return (from, to) => reached.has(from + to)
}

test('every layer follows its sources, but for those on a circle or behind one', () => {
  fc.assert(
    fc.property(wires, (pairs) => {
      const leads = leadsTo(pairs)
      const { order, ordered, cycles } = topologyOf(graphOf(pairs))
      expect([...order].sort()).toEqual(names)
      const isCut = (name: string) =>
        names.some((other) => leads(other, other) && (other === name || leads(other, name)))
      expect(order.slice(ordered).toSorted()).toEqual(names.filter(isCut))
      for (const [from, to] of pairs) if (!isCut(to)) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to))
      // The knots are the classes of layers that lead to each other.
      const knots = new Set(
        names
          .filter((a) => leads(a, a))
          .map((a) => names.filter((b) => a === b || (leads(a, b) && leads(b, a))).join('')),
      )
      expect(cycles.map((knot) => knot.join('')).sort()).toEqual([...knots].sort())
    }),
  )
})

test('without its back wires no circle is left, and a way round is one', () => {
  fc.assert(
    fc.property(wires, (pairs) => {
      const graph = graphOf(pairs)
      const topology = topologyOf(graph)
      for (const knot of topology.cycles) {
        const back = backWires(topology, knot)
        const way = wayRound(topology, back[0]!)
        way.forEach((id, i) => {
          const next = way[(i + 1) % way.length]
          expect(topology.outOf.get(id)!.some(({ target }) => target === next)).toBe(true)
        })
        for (const { id } of back) delete graph.edges[id]
      }
      expect(topologyOf(graph).cycles).toEqual([])
    }),
  )
})

test('what leads where, and what would close a circle', () => {
  fc.assert(
    fc.property(wires, (pairs) => {
      const leads = leadsTo(pairs)
      const topology = topologyOf(graphOf(pairs))
      for (const from of names) {
        expect([...downstream(topology, [from])].sort()).toEqual(names.filter((to) => leads(from, to)))
        expect([...upstream(topology, [from])].sort()).toEqual(names.filter((to) => leads(to, from)))
        for (const to of names) expect(wouldCycle(topology, from, to)).toBe(from === to || leads(to, from))
      }
    }),
  )
})

test('the order does not depend on the order in the file', () => {
  fc.assert(
    fc.property(wires, fc.shuffledSubarray(names, { minLength: names.length }), (pairs, order) => {
      // The wires of one layer keep their order: it is the order of its inputs.
      expect(topologyOf(graphOf(pairs, order)).order).toEqual(topologyOf(graphOf(pairs)).order)
    }),
  )
})

test('a chain deeper than the stack, and a circle longer than it', () => {
  const ids = Array.from({ length: 30_000 }, (_, i) => `n${i}`)
  const layers = Object.fromEntries(ids.map((id) => [id, ['flatten'] as const]))
  const line = network(layers, [])
  ids.slice(1).forEach((target, i) => {
    line.edges[`${ids[i]}->${target}#0`] = { source: ids[i]!, target, targetInput: 0 }
  })
  expect(topologyOf(line).order).toEqual(ids)
  const round = { ...line, edges: { ...line.edges, x: { source: ids.at(-1)!, target: ids[0]!, targetInput: 0 } } }
  const topology = topologyOf(round)
  expect(topology.cycles[0]).toHaveLength(ids.length)
  expect(backWires(topology, topology.cycles[0]!)).toHaveLength(1)
})
