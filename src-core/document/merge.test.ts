import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { randomCommand } from '../../test/graph/random.ts'
import { execute, startHistory } from '../commands/history.ts'
import { mergeEdits } from './merge.ts'
import type { BlockNode, LoomDocument } from './schema.ts'

const graph = ({ nodes, edges }: LoomDocument) => ({ nodes, edges })

/** What the old options build, and what the new ones do: one more convolution, wider ones, another pooling. */
const base = network(
  {
    input: ['input', { shape: [32, 32, 3] }],
    c1: ['conv2d', { filters: 8 }],
    pool: ['max-pool-2d'],
    c2: ['conv2d', { filters: 16 }],
    flatten: ['flatten'],
    out: ['dense', { units: 10 }],
  },
  ['input -> c1 -> pool -> c2 -> flatten -> out'],
)
const next = network(
  {
    input: ['input', { shape: [32, 32, 3] }],
    c1: ['conv2d', { filters: 12 }],
    c1b: ['conv2d', { filters: 12 }],
    pool: ['avg-pool-2d'],
    flatten: ['flatten'],
    out: ['dense', { units: 7 }],
  },
  ['input -> c1 -> c1b -> pool -> flatten -> out'],
)

const edit = (...steps: [string, unknown][]) =>
  steps.reduce((history, [command, input]) => {
    const done = execute(history, command, input)
    if (!done.ok) throw new Error(done.failure.message.en)
    return done.value
  }, startHistory(base)).document

const merge = (...steps: [string, unknown][]) => mergeEdits(graph(base), graph(edit(...steps)), graph(next))
const wires = ({ edges }: Pick<LoomDocument, 'edges'>) => Object.keys(edges).sort()

describe('edits by hand on a network that was built anew', () => {
  test('a parameter set by hand stays; the others follow the options', () => {
    const { nodes, lost } = merge(['setParams', { id: 'c1', params: { strides: [2, 2] } }])
    expect(nodes.c1).toMatchObject({ params: { filters: 12, strides: [2, 2] } })
    expect(nodes.out).toMatchObject({ params: { units: 7 } })
    expect(lost).toEqual([])
  })

  test('a layer added by hand is there again, on its wires', () => {
    const { nodes, edges, lost } = merge(['addLayer', { kind: 'dropout', onEdge: 'flatten->out#0' }])
    expect(nodes.dropout1 ?? nodes.dropout).toMatchObject({ kind: 'dropout' })
    const dropout = Object.keys(nodes).find((id) => id.startsWith('dropout'))!
    expect(wires({ edges })).toEqual(
      [
        'input->c1#0',
        'c1->c1b#0',
        'c1b->pool#0',
        'pool->flatten#0',
        `flatten->${dropout}#0`,
        `${dropout}->out#0`,
      ].sort(),
    )
    expect(lost).toEqual([])
  })

  test('a layer deleted by hand stays deleted', () => {
    const { nodes, edges } = merge(['deleteNodes', { ids: ['flatten'], heal: false }])
    expect(Object.hasOwn(nodes, 'flatten')).toBe(false)
    expect(wires({ edges })).toEqual(['c1->c1b#0', 'c1b->pool#0', 'input->c1#0'])
  })

  test('a change of a layer that is gone is listed', () => {
    const { lost } = merge(['setParams', { id: 'c2', params: { filters: 99 } }])
    expect(lost.map(({ message }) => message.en)).toEqual([
      '“c2” is not in the network any more, so its changes (Filters 99) do not apply.',
    ])
  })

  test('a change of a layer that is of another kind now is listed', () => {
    const { nodes, lost } = merge(['setParams', { id: 'pool', params: { poolSize: [3, 3] } }])
    expect(nodes.pool).toMatchObject({ kind: 'avg-pool-2d', params: {} })
    expect(lost[0]!.message.en).toContain('avg-pool-2d instead of max-pool-2d')
  })

  test('a wire to a layer that is gone is listed', () => {
    const { edges, lost } = merge(
      ['addLayer', { kind: 'add', id: 'sum' }],
      ['connect', { source: 'c2', target: 'sum' }],
      ['connect', { source: 'pool', target: 'sum' }],
    )
    expect(wires({ edges })).toContain('pool->sum#1')
    expect(lost.map(({ message }) => message.en)).toEqual([
      'The wire from “c2” to “sum” does not apply: “c2” is not in the network any more.',
    ])
  })

  test('a wire drawn by hand takes the place of the one that is built', () => {
    const { edges } = merge(['connect', { source: 'c1', target: 'flatten' }])
    expect(wires({ edges })).toEqual(['c1->c1b#0', 'c1->flatten#0', 'c1b->pool#0', 'flatten->out#0', 'input->c1#0'])
  })

  test('a block made by hand keeps what is left of it', () => {
    const { nodes } = merge(['groupNodes', { ids: ['c1', 'c2'], title: 'Mine' }])
    const block = Object.keys(nodes).find((id) => nodes[id]!.type === 'block')!
    expect(nodes[block]).toMatchObject({ title: 'Mine' })
    expect(nodes.c1).toMatchObject({ parent: block, params: { filters: 12 } })
    expect(nodes.c1b!.parent).toBeUndefined()
  })
})

describe('a block that options make', () => {
  const block = (options: Record<string, number>, more: Partial<BlockNode> = {}) => ({
    edges: {},
    nodes: { b: { type: 'block', made: { block: 'kind', options }, ...more } as BlockNode },
  })

  test('keeps the options that were set by hand and whether it is folded; the others follow', () => {
    const edited = block({ filters: 99, groups: 2 }, { folded: true })
    const { nodes } = mergeEdits(block({ filters: 8, groups: 2 }), edited, block({ filters: 8, groups: 4 }))
    expect(nodes).toEqual(block({ filters: 99, groups: 4 }, { folded: true }).nodes)
  })

  test('that is gone is listed with its options, not with its folding', () => {
    const none = { nodes: {}, edges: {} }
    const lost = (edited: ReturnType<typeof block>) => mergeEdits(block({ filters: 8 }), edited, none).lost
    expect(lost(block({ filters: 8 }, { folded: true }))).toEqual([])
    expect(lost(block({ filters: 9 })).map(({ message }) => message.en)).toEqual([
      '“b” is not in the network any more, so its changes (options) do not apply.',
    ])
  })
})

describe('of any edits', () => {
  const edited = fc.gen().map((g) => {
    let history = startHistory(base)
    for (let step = 0; step < 6; step++) {
      const { command, input } = randomCommand(g, history.document)
      const done = execute(history, command, input)
      if (done.ok) history = done.value
    }
    return graph(history.document)
  })

  test('the same options give them back whole', () => {
    fc.assert(
      fc.property(edited, (mine) => {
        const { nodes, edges, lost } = mergeEdits(graph(base), mine, graph(base))
        expect({ nodes, edges, lost }).toEqual({ ...mine, lost: [] })
      }),
    )
  })

  test('none give what the new options build', () => {
    expect(mergeEdits(graph(base), graph(base), graph(next))).toEqual({ ...graph(next), lost: [] })
  })

  test('a layer stands in no block that is not there', () => {
    fc.assert(
      fc.property(edited, (mine) => {
        const { nodes } = mergeEdits(graph(base), mine, graph(next))
        for (const { parent } of Object.values(nodes)) {
          if (parent !== undefined) expect(nodes[parent]?.type).toBe('block')
        }
      }),
    )
  })
})
