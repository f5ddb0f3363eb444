import { expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { arranger } from '../../src-core/layout/arrangement.ts'
import { flowMaker } from './flow.ts'
import { visibleGraph } from '../../src-core/layout/visible.ts'

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const document = made.value
const graph = visibleGraph(document, '')
const none: ReadonlySet<string> = new Set()

test('gives the same lists where nothing has changed', () => {
  const flow = flowMaker()
  const arrangement = arranger()(graph, {})
  const nodes = flow.nodes(graph, arrangement, new Map(), none)
  const edges = flow.edges(graph, arrangement, new Map(), none)
  const again = arranger()(graph, {})
  expect(flow.nodes(graph, again, new Map(), none)).toBe(nodes)
  expect(flow.edges(graph, again, new Map(), none)).toBe(edges)
})

test('makes those nodes anew that are selected or moved, and no others', () => {
  const flow = flowMaker()
  const arrangement = arranger()(graph, {})
  const before = flow.nodes(graph, arrangement, new Map(), none)
  const rect = { x: 5, y: 5, width: 224, height: 52 }
  const after = flow.nodes(graph, arrangement, new Map([['features/c1', rect]]), new Set(['input']))
  expect(
    after
      .filter((node) => !before.includes(node))
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['features/c1', 'input'])
})

test('knows every size, and where wires end, before anything is drawn', () => {
  const nodes = flowMaker().nodes(graph, arranger()(graph, {}), new Map(), none)
  for (const { width, height, measured, handles, type } of nodes) {
    expect(measured).toEqual({ width, height })
    expect(handles).toHaveLength(type === 'frame' ? 0 : 2)
  }
})

test('gives up the routes of wires at what moves, also inside of a frame that does', () => {
  const flow = flowMaker()
  const arrangement = arranger()(graph, {})
  const turning = 'features/c5->classifier/flatten#0'
  const routeOf = (moving: Parameters<typeof flow.edges>[2]) =>
    flow.edges(graph, arrangement, moving, none).find(({ id }) => id === turning)!.data!.route
  expect(routeOf(new Map())).toBeDefined()
  expect(routeOf(new Map([['classifier', { x: 0, y: 0, width: 1, height: 1 }]]))).toBeUndefined()
})
