// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { isUnsaved, useEditor } from './editor.ts'

const editor = () => useEditor.getState()
const setFilters = (filters: number) => editor().execute('setParams', { id: 'features/c1', params: { filters } })

beforeEach(() => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  editor().load({ document: made.value })
})

test('an edit is unsaved, and undone it is as saved as before', () => {
  setFilters(8)
  setFilters(9)
  expect(isUnsaved(editor())).toBe(true)
  editor().undo()
  expect(isUnsaved(editor())).toBe(true)
  editor().undo()
  expect(isUnsaved(editor())).toBe(false)
  editor().redo()
  expect(isUnsaved(editor())).toBe(true)
})

test('folding and unfolding are steps, but nothing to save', () => {
  const fold = (folded: boolean) => editor().execute('setFolded', { id: 'features', folded })
  fold(true)
  expect(editor().history.past).toHaveLength(1)
  expect(isUnsaved(editor())).toBe(false)
  setFilters(8)
  expect(isUnsaved(editor())).toBe(true)
  editor().undo()
  fold(false)
  expect(isUnsaved(editor())).toBe(false)
})

test('what was saved after an edit is met again by redo', () => {
  setFilters(8)
  useEditor.setState({ savedDocument: editor().history.document })
  editor().undo()
  expect(isUnsaved(editor())).toBe(true)
  editor().redo()
  expect(isUnsaved(editor())).toBe(false)
})

test('selection comes back with an undo, and at the beginning nothing happens', () => {
  editor().select(['features/c1'])
  editor().execute('deleteNodes', { ids: ['features/c1'], heal: true })
  expect(editor().selection).toEqual([])
  editor().undo()
  expect(editor().selection).toEqual(['features/c1'])
  editor().select(['features/c3'])
  editor().undo()
  expect(editor().selection).toEqual(['features/c3'])
})

test('a refusal changes nothing and says why', () => {
  const before = editor().history
  const refused = editor().execute('connect', { source: 'features/c3', target: 'features/c1' })
  expect(refused.ok).toBe(false)
  expect(editor().history).toBe(before)
})

test('the history is gone through by several steps at once, and ends at its ends', () => {
  const filters = () => editor().history.document.nodes['features/c1']
  for (const count of [8, 9, 10]) setFilters(count)
  editor().travel(-2)
  expect(filters()).toMatchObject({ params: { filters: 8 } })
  editor().travel(1)
  expect(filters()).toMatchObject({ params: { filters: 9 } })
  editor().travel(-9)
  expect(isUnsaved(editor())).toBe(false)
  editor().travel(9)
  expect(filters()).toMatchObject({ params: { filters: 10 } })
})
