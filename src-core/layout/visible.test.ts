import { describe, expect, test } from 'vitest'
import type { Edge, GraphNode, LoomDocument } from '../document/schema.ts'
import { edgeId } from '../document/schema.ts'
import { rememberingVisibleGraph, visibleGraph } from './visible.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

const layer = (parent?: string): GraphNode => ({ type: 'layer', kind: 'activation', params: {}, parent })
const block = (parent?: string, folded = false): GraphNode => ({ type: 'block', folded, parent })

function graphOf(nodes: Record<string, GraphNode>, wires: readonly string[]): Graph {
  const edges = wires.map((wire): [string, Edge] => {
    const [ends, input = '0'] = wire.split('#') as [string, string?]
    const [source, target] = ends.split('->') as [string, string]
    const edge = { source, target, targetInput: Number(input) }
    return [edgeId(edge), edge]
  })
  return { nodes, edges: Object.fromEntries(edges) }
}

/** `in → [outer: a → [inner: b → c] → d] → out`, with a shortcut from `a` round the inner block. */
const nested = (folded: { outer?: boolean; inner?: boolean } = {}): Graph =>
  graphOf(
    {
      in: layer(),
      outer: block(undefined, folded.outer),
      'outer/a': layer('outer'),
      'outer/inner': block('outer', folded.inner),
      'outer/inner/b': layer('outer/inner'),
      'outer/inner/c': layer('outer/inner'),
      'outer/d': layer('outer'),
      out: layer(),
    },
    [
      'in->outer/a',
      'outer/a->outer/inner/b',
      'outer/inner/b->outer/inner/c',
      'outer/inner/c->outer/d#0',
      'outer/a->outer/d#1',
      'outer/d->out',
    ],
  )

const shown = (graph: Graph, scope = '') => visibleGraph(graph, scope).nodes.map(({ id, show }) => `${show} ${id}`)
const wires = (graph: Graph, scope = '') =>
  visibleGraph(graph, scope).wires.map(
    ({ source, target, level }) => `${source} → ${target} in ${level ?? 'the whole'}`,
  )

describe('visibleGraph', () => {
  test('shows what is in unfolded blocks, each frame before its inside', () => {
    expect(shown(nested())).toEqual([
      'layer in',
      'layer out',
      'frame outer',
      'layer outer/a',
      'layer outer/d',
      'frame outer/inner',
      'layer outer/inner/b',
      'layer outer/inner/c',
    ])
  })

  test('gives each wire the innermost frame around both ends', () => {
    expect(wires(nested())).toEqual([
      'in → outer/a in the whole',
      'outer/a → outer/inner/b in outer',
      'outer/inner/b → outer/inner/c in outer/inner',
      'outer/inner/c → outer/d in outer',
      'outer/a → outer/d in outer',
      'outer/d → out in the whole',
    ])
    const [entering, , , leaving] = visibleGraph(nested(), '').wires
    expect(entering).toMatchObject({ from: 'in', to: 'outer' })
    expect(leaving).toMatchObject({ from: 'outer/inner', to: 'outer/d' })
  })

  test('lifts wires of hidden layers to the folded block', () => {
    const graph = nested({ inner: true })
    expect(shown(graph)).toEqual([
      'layer in',
      'layer out',
      'frame outer',
      'layer outer/a',
      'layer outer/d',
      'block outer/inner',
    ])
    expect(wires(graph)).toEqual([
      'in → outer/a in the whole',
      'outer/a → outer/inner in outer',
      'outer/inner → outer/d in outer',
      'outer/a → outer/d in outer',
      'outer/d → out in the whole',
    ])
    expect(visibleGraph(graph, '').wires[1]).toMatchObject({
      id: 'outer/a=>outer/inner',
      edges: ['outer/a->outer/inner/b#0'],
      carries: 'outer/a',
    })
  })

  test('hides everything in a folded block, also blocks in it that are not folded', () => {
    const graph = nested({ outer: true })
    expect(shown(graph)).toEqual(['layer in', 'layer out', 'block outer'])
    expect(wires(graph)).toEqual(['in → outer in the whole', 'outer → out in the whole'])
  })

  test('merges wires between the same folded ends and keeps those between layers apart', () => {
    const nodes = { block: block(undefined, true), 'block/a': layer('block'), 'block/b': layer('block'), sum: layer() }
    const graph = graphOf(nodes, ['block/a->sum#0', 'block/b->sum#1', 'block/a->sum#2'])
    expect(visibleGraph(graph, '').wires).toHaveLength(1)
    expect(visibleGraph(graph, '').wires[0]!.edges).toEqual(['block/a->sum#0', 'block/b->sum#1', 'block/a->sum#2'])
    const open = { ...graph, nodes: { ...nodes, block: block() } }
    expect(visibleGraph(open, '').wires.map(({ id }) => id)).toEqual(Object.keys(graph.edges))
  })

  test('shows an entered block alone, with what it is joined to at its rim', () => {
    expect(shown(nested(), 'outer/inner')).toEqual([
      'layer outer/inner/b',
      'layer outer/inner/c',
      'outside before:outer/a',
      'outside after:outer/d',
    ])
    expect(wires(nested(), 'outer/inner')).toEqual([
      'before:outer/a → outer/inner/b in the whole',
      'outer/inner/b → outer/inner/c in the whole',
      'outer/inner/c → after:outer/d in the whole',
    ])
  })

  test('does not care that an entered block is folded outside', () => {
    expect(shown(nested({ inner: true }), 'outer/inner')).toContain('layer outer/inner/b')
  })

  test('passes over wires with an end that is nowhere', () => {
    expect(visibleGraph(graphOf({ a: layer() }, ['a->gone', 'gone->a']), '').wires).toEqual([])
  })
})

describe('rememberingVisibleGraph', () => {
  const withNode = (graph: Graph, id: string, node: GraphNode): Graph => ({
    ...graph,
    nodes: { ...graph.nodes, [id]: node },
  })

  test('gives the same object while only parameters change', () => {
    const see = rememberingVisibleGraph()
    const graph = nested()
    const first = see(graph, '')
    const changed = withNode(graph, 'in', { type: 'layer', kind: 'activation', params: { activation: 'relu' } })
    expect(see(changed, '')).toBe(first)
  })

  test.each([
    ['a block is folded', withNode(nested(), 'outer/inner', block('outer', true)), ''],
    ['a node goes into another block', withNode(nested(), 'out', layer('outer')), ''],
    ['a block is entered', nested(), 'outer'],
    ['a wire goes', { ...nested(), edges: {} }, ''],
  ])('gives another when %s', (_, graph, scope) => {
    const see = rememberingVisibleGraph()
    const first = see(nested(), '')
    expect(see(graph, scope)).not.toBe(first)
  })

  test('keeps the wires that stay', () => {
    const see = rememberingVisibleGraph()
    const first = see(nested(), '')
    const next = see(withNode(nested(), 'new', layer()), '')
    expect(next.wires.every((wire, i) => wire === first.wires[i])).toBe(true)
  })
})
