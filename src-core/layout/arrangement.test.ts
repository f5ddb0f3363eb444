import { describe, expect, test } from 'vitest'
import type { LoomDocument } from '../document/schema.ts'
import { overlap } from './geometry.ts'
import type { Point, Rect } from './geometry.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import type { Arrangement } from './arrangement.ts'
import { arranger } from './arrangement.ts'
import { movedPositions } from './places.ts'
import { visibleGraph } from './visible.ts'

function documentOf(template: string, { folded }: { folded?: boolean } = {}): LoomDocument {
  const made = newDocument(template)
  if (!made.ok) throw new Error(made.failure.message.en)
  const nodes = Object.entries(made.value.nodes).map(([id, node]) => [
    id,
    node.type === 'block' ? { ...node, folded } : node,
  ])
  return { ...made.value, nodes: Object.fromEntries(nodes) }
}

const isIn = ({ x, y }: Point, rect: Rect) =>
  x > rect.x && y > rect.y && x < rect.x + rect.width && y < rect.y + rect.height

describe.each(Object.keys(templates))('%s with every block unfolded', (template) => {
  const document = documentOf(template, { folded: false })
  const graph = visibleGraph(document, '')
  const { placed, routes } = arranger()(graph, {})
  const cards = graph.nodes.filter(({ show }) => show !== 'frame').map(({ id }) => placed.get(id)!)

  test('covers no card with another and has each in its frame', () => {
    const sorted = [...cards].sort((a, b) => a.y - b.y)
    sorted.forEach((a, i) => {
      for (let j = i + 1; j < sorted.length && sorted[j]!.y < a.y + a.height; j++) {
        expect(overlap(a, sorted[j]!)).toBe(false)
      }
    })
    for (const { id, frame } of graph.nodes) {
      if (frame === undefined) continue
      const [rect, outer] = [placed.get(id)!, placed.get(frame)!]
      expect(isIn(rect, outer) && isIn({ x: rect.x + rect.width, y: rect.y + rect.height }, outer)).toBe(true)
    }
  })

  test('leads wires past cards, not behind them', () => {
    const points = [...routes.values()].flatMap(({ through }) => through)
    expect(points.filter((point) => cards.some((card) => isIn(point, card)))).toEqual([])
  })
})

describe('what a person places', () => {
  const arrange = arranger()
  const document = documentOf('lenet', { folded: false })
  const graph = visibleGraph(document, '')
  const before = arrange(graph, {})
  const dropped = (id: string, by: Point) => {
    const { inFrame } = before.placed.get(id)!
    return movedPositions(graph, before, {}, new Map([[id, { x: inFrame.x + by.x, y: inFrame.y + by.y }]]))
  }
  const movedBy = (after: Arrangement, id: string) => ({
    x: after.placed.get(id)!.x - before.placed.get(id)!.x,
    y: after.placed.get(id)!.y - before.placed.get(id)!.y,
  })

  test.each(['features/c3', 'input', 'features', 'classifier'])('%s is drawn where it was dropped', (id) => {
    const by = { x: 40, y: 12 }
    const after = arrange(graph, dropped(id, by))
    expect(movedBy(after, id)).toEqual(by)
  })

  test('no neighbour goes along with a layer, and all children with a block', () => {
    const layer = arrange(graph, dropped('features/c3', { x: 300, y: 0 }))
    for (const id of ['features/s2', 'features/s4', 'features/c5']) expect(movedBy(layer, id)).toEqual({ x: 0, y: 0 })
    const block = arrange(graph, dropped('features', { x: -30, y: 50 }))
    for (const id of ['features/c1', 'features/c5']) expect(movedBy(block, id)).toEqual({ x: -30, y: 50 })
  })

  test('a frame grows to where its children are, to the left too', () => {
    const after = arrange(graph, dropped('features/c1', { x: -100, y: 0 }))
    expect(movedBy(after, 'features')).toEqual({ x: -100, y: 0 })
    expect(movedBy(after, 'features/c5')).toEqual({ x: 0, y: 0 })
  })
})

test('an edit in one block leaves the layout of the others as it is', () => {
  const arrange = arranger()
  const document = documentOf('lenet', { folded: false })
  const before = arrange(visibleGraph(document, ''), {})
  const nodes = {
    ...document.nodes,
    'features/new': { type: 'layer', kind: 'dropout', params: {}, parent: 'features' } as const,
  }
  const after = arrange(visibleGraph({ ...document, nodes }, ''), {})
  const inside = (arrangement: Arrangement) =>
    ['flatten', 'f6', 'predictions'].map((name) => arrangement.placed.get(`classifier/${name}`)!.inFrame)
  expect(inside(after)).toEqual(inside(before))
})
