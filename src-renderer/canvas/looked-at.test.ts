// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { useCanvasGraph } from './graph.ts'
import { lookedAt } from './looked-at.ts'

beforeEach(() => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: structuredClone(made.value) })
})

const scene = () => useCanvasGraph.getState()
const around = (id: string) => {
  const { x, y, width, height } = scene().arrangement.placed.get(id)!
  return { x: x - 10, y: y - 10, width: width + 20, height: height + 20 }
}
/** What is looked at after a change, where a card was seen before it. */
function after(change: () => void, seen: string, selection: string[] = []) {
  const [before, sight] = [scene(), around(seen)]
  change()
  return lookedAt(before, scene(), selection, sight)
}
const execute = (...step: Parameters<ReturnType<typeof useEditor.getState>['execute']>) =>
  useEditor.getState().execute(...step)

test('a block that is folded is looked at, whatever is selected', () => {
  const fold = () => execute('setFolded', { id: 'features', folded: true })
  expect(after(fold, 'classifier/f6', ['input'])).toEqual(['features'])
})

const outOfBlock = () => execute('restructure', { ids: ['features/c3'], parent: '' })

test('what was taken elsewhere is looked at, and by an undo where it has come back to', () => {
  expect(after(outOfBlock, 'classifier/f6', ['features/c3'])).toEqual(['features/c3'])
  expect(after(() => useEditor.getState().undo(), 'classifier/f6', ['features/c3'])).toEqual(['features/c3'])
})

test('else what was in the middle and is there still', () => {
  expect(after(outOfBlock, 'classifier/f6')).toEqual(['classifier/f6'])
  const cut = () => execute('deleteNodes', { ids: ['classifier/f6'], heal: true })
  expect(after(cut, 'classifier/f6')).toEqual([])
})
