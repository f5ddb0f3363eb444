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
