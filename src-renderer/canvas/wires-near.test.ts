import { expect, test } from 'vitest'
import { arranger } from '../../src-core/layout/arrangement.ts'
import { endsOf } from '../../src-core/layout/ends.ts'
import { wirePath } from '../../src-core/layout/path.ts'
import { visibleGraph } from '../../src-core/layout/visible.ts'
import { newDocument } from '../../templates/open.ts'
import { isNearWire, piecesOf } from './wires-near.ts'

test('a wire is near at its own line alone, and only where it is taken', () => {
  const made = newDocument('resnet')
  if (!made.ok) throw new Error(made.failure.message.en)
  const graph = visibleGraph(made.value, '')
  const arrangement = arranger()(graph, made.value.layout)
  expect(graph.wires.length).toBeGreaterThan(5)
  for (const wire of graph.wires) {
    const { start, end } = endsOf(wire, arrangement)
    const { label } = wirePath(start, end, arrangement.routes.get(wire.id))
    for (const point of [start, label, end])
      expect(isNearWire(graph, arrangement, point, (one) => one === wire)).toBe(true)
    expect(isNearWire(graph, arrangement, label, () => false)).toBe(false)
    expect(isNearWire(graph, arrangement, { x: end.x, y: end.y + 1e4 }, (one) => one === wire)).toBe(false)
  }
})

test('a path is taken apart at its lines and curves', () => {
  expect(piecesOf('M10,20L10,50C10,64 -30.5,6 -30.5,20Q-30.5,30 0,1e-7')).toEqual([
    { x: 10, y: 20, width: 0, height: 0 },
    { x: 10, y: 20, width: 0, height: 30 },
    { x: -30.5, y: 6, width: 40.5, height: 58 },
    { x: -30.5, y: 1e-7, width: 30.5, height: 30 - 1e-7 },
  ])
})
