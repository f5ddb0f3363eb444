// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { useCanvasGraph } from './graph.ts'

const load = () => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: structuredClone(made.value) })
}

test('the same network opened again is told when it is opened, not when something of it is selected', () => {
  load()
  const first = useCanvasGraph.getState().graph
  load()
  const second = useCanvasGraph.getState().graph
  expect(second).not.toBe(first)
  useEditor.getState().select(['features/c1'])
  expect(useCanvasGraph.getState().graph).toBe(second)
})

test('cards of a network of which one saw a picture come and go in the same moment, and do not glide', () => {
  const made = newDocument('inception-resnet-v2')
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: made.value })
  const drawn = () => useCanvasGraph.getState().nodes.length
  const folded = drawn()
  for (const [all, count] of [
    [false, useEditor.getState().analysis.layers.size],
    [true, folded],
  ] as const) {
    useEditor.getState().execute('setAllFolded', { folded: all })
    expect(useCanvasGraph.getState().graph.nodes.length).toBe(drawn())
    expect(drawn()).toBeGreaterThanOrEqual(count)
  }
})
