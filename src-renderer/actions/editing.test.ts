// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { parseDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, useView } from '../store/view.ts'
import { useToasts } from '../ui/toast.ts'
import { arrange } from './arrange.ts'
import { copiedText, copy } from './copy.ts'
import { removeCut } from './cut.ts'
import { deleteApart } from './delete-apart.ts'
import { deleteSelection } from './delete.ts'
import { duplicate } from './duplicate.ts'
import { foldAll, toggleFold, unfoldAll } from './fold.ts'
import { group } from './group.ts'
import { pasteText } from './paste.ts'
import { selectAll } from './select-all.ts'
import { selectDownstream, selectUpstream } from './select-along.ts'
import { undo } from './undo.ts'
import { ungroup } from './ungroup.ts'

const document = (): LoomDocument => useEditor.getState().history.document
const wires = () => Object.keys(document().edges)
const select = (...ids: string[]) => useEditor.getState().select(ids)
const steps = () => useEditor.getState().history.past.length

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) useEditor.getState().load({ document: made.value })
  useToasts.setState({ toasts: [] })
})

describe('LeNet-5: C1, S2, C3, S4, C5 in features, F6 and the output in the classifier', () => {
  test('deleting closes the gap, in one step', () => {
    select('features/s2')
    void deleteSelection.run()
    expect(wires()).toContain('features/c1->features/c3#0')
    expect(steps()).toBe(1)
    void undo.run()
    expect(wires()).not.toContain('features/c1->features/c3#0')
    expect(useEditor.getState().selection).toEqual(['features/s2'])
  })

  test('deleting apart leaves the gap', () => {
    select('features/s2')
    void deleteApart.run()
    expect(wires()).not.toContain('features/c1->features/c3#0')
    expect(document().nodes['features/s2']).toBe(undefined)
  })

  test('a layer and a wire elsewhere go in one step', () => {
    select('features/s2', 'features/c3->features/s4#0')
    void deleteSelection.run()
    expect(wires()).toContain('features/c1->features/c3#0')
    expect(wires()).not.toContain('features/c3->features/s4#0')
    expect(steps()).toBe(1)
  })

  test('grouping and ungrouping give the same wires', () => {
    const before = wires()
    select('features/c1', 'features/s2')
    void group.run()
    expect(useEditor.getState().selection).toEqual(['features/block1'])
    expect(document().nodes['features/c1']!.parent).toBe('features/block1')
    void ungroup.run()
    expect(document().nodes['features/c1']!.parent).toBe('features')
    expect(wires()).toEqual(before)
  })

  test('folding several blocks is one step, and unfolds only where all were folded', () => {
    select('features', 'classifier')
    const folded = () => ['features', 'classifier'].map((id) => (document().nodes[id] as { folded?: boolean }).folded)
    void toggleFold.run()
    if (folded().every(Boolean)) void toggleFold.run()
    expect(folded().some(Boolean)).toBe(false)
    const before = steps()
    void toggleFold.run()
    expect(folded()).toEqual([true, true])
    expect(steps()).toBe(before + 1)
  })

  test('all blocks are folded and unfolded in one step each, where there is something left to fold', () => {
    const folded = () => Object.values(document().nodes).map((node) => node.type === 'block' && (node.folded ?? false))
    void unfoldAll.run()
    expect(folded().some(Boolean)).toBe(false)
    expect(unfoldAll.enabled()).toMatchObject({ en: 'No block is folded.' })
    const before = steps()
    void foldAll.run()
    expect(folded().filter(Boolean).length).toBe(2)
    expect(steps()).toBe(before + 1)
    expect(foldAll.enabled()).toMatchObject({ en: 'No block is unfolded.' })
    expect(unfoldAll.enabled()).toBe(true)
  })

  test('all of the block that is entered is selected, and nothing else', () => {
    enterBlock('features')
    void selectAll.run()
    expect([...useEditor.getState().selection].sort()).toEqual([
      'features/c1',
      'features/c3',
      'features/c5',
      'features/s2',
      'features/s4',
    ])
  })
})

describe('copying', () => {
  test('what is copied is a document that any window opens', () => {
    select('features/c1', 'features/s2')
    const parsed = parseDocument(copiedText())
    if (!parsed.ok) throw new Error(parsed.failure.message.en)
    expect(Object.keys(parsed.value.document.nodes)).toEqual(['features/c1', 'features/s2'])
    expect(Object.keys(parsed.value.document.edges)).toEqual(['features/c1->features/s2#0'])
  })

  test('a block brings what is in it', () => {
    select('classifier')
    const parsed = parseDocument(copiedText())
    if (!parsed.ok) throw new Error(parsed.failure.message.en)
    expect(Object.keys(parsed.value.document.nodes).every((id) => id.startsWith('classifier'))).toBe(true)
    expect(Object.keys(parsed.value.document.nodes).length).toBeGreaterThan(2)
  })

  test('a paste goes into the block of what is selected, under free names, selected', () => {
    select('features/c1', 'features/s2')
    pasteText(copiedText())
    expect(useEditor.getState().selection).toEqual(['features/c2', 'features/s3'])
    expect(document().nodes['features/c2']!.parent).toBe('features')
    expect(wires()).toContain('features/c2->features/s3#0')
  })

  test('with nothing selected it goes into the block that is entered', () => {
    select('features/c1')
    const text = copiedText()
    enterBlock('classifier')
    select()
    pasteText(text)
    expect(document().nodes[useEditor.getState().selection[0]!]!.parent).toBe('classifier')
  })

  test('cutting and pasting brings the layer back', () => {
    select('features/s2')
    const text = copiedText()
    removeCut()
    expect(document().nodes['features/s2']).toBe(undefined)
    select('features/c1')
    pasteText(text)
    expect(document().nodes['features/s2']).toMatchObject({ kind: 'avg-pool-2d', parent: 'features' })
  })

  test('copies of placed layers stand beside them, each further than the last', () => {
    useEditor.getState().execute('moveNodes', { positions: { 'features/c1': { x: 10, y: 20 } } })
    select('features/c1')
    const text = copiedText()
    pasteText(text)
    pasteText(text)
    expect(document().layout['features/c2']).toEqual({ x: 42, y: 52 })
    expect(document().layout['features/c4']).toEqual({ x: 74, y: 84 })
  })

  test('a duplicate stays in its block, without wires to the rest', () => {
    select('features/c1')
    void duplicate.run()
    expect(document().nodes['features/c2']).toEqual(document().nodes['features/c1'])
    expect(wires().some((wire) => wire.includes('features/c2'))).toBe(false)
  })

  test.each([
    ['hello', 'The clipboard holds no layers.'],
    ['', 'The clipboard holds no layers.'],
    ['{"a": 1}', 'The clipboard holds no layers.'],
    ['{"format": "layerloom", "version": 99}', /reads up to version/],
  ])('%j is refused in words and changes nothing', (text, said) => {
    const before = document()
    pasteText(text)
    expect(document()).toBe(before)
    expect(useToasts.getState().toasts[0]!.message.en).toMatch(said)
  })

  test('with nothing selected there is nothing to copy', () => {
    select()
    expect(copy.enabled()).toEqual({ en: 'No layer or block is selected.', zh: '未选择层或块。' })
  })
})

describe('selecting along the wires', () => {
  test('upstream and downstream, as far as it is in sight', () => {
    select('features/s4')
    void selectUpstream.run()
    const before = ['features/s4', 'features/c3', 'features/s2', 'features/c1', 'input']
    expect(useEditor.getState().selection.toSorted()).toEqual(before.toSorted())
    enterBlock('features')
    select('features/c3')
    void selectDownstream.run()
    expect(useEditor.getState().selection.toSorted()).toEqual(['features/c3', 'features/c5', 'features/s4'])
  })

  test('of a folded block the block', () => {
    useView.setState({ scope: '' })
    useEditor.getState().execute('setFolded', { id: 'features', folded: true })
    select('classifier/f6')
    void selectUpstream.run()
    expect(useEditor.getState().selection.toSorted()).toEqual([
      'classifier/f6',
      'classifier/flatten',
      'features',
      'input',
    ])
  })
})

describe('arranging what was placed by hand', () => {
  const placed = () => Object.keys(document().layout).toSorted()
  const move = (...ids: string[]) =>
    useEditor
      .getState()
      .execute('moveNodes', { positions: Object.fromEntries(ids.map((id, i) => [id, { x: 10 * i, y: 5 }])) })
  beforeEach(() => {
    useView.setState({ canvas: { fit() {}, show() {}, zoomTo() {} } })
    move('input', 'features', 'features/c1', 'classifier/f6')
  })

  test('the selection with what is in it', () => {
    select('features')
    void arrange.run()
    expect(placed()).toEqual(['classifier/f6', 'input'])
    void undo.run()
    expect(placed()).toHaveLength(4)
  })

  test('with nothing selected what is in the block that is entered', () => {
    select()
    enterBlock('features')
    void arrange.run()
    expect(placed()).toEqual(['classifier/f6', 'features', 'input'])
  })

  test('or the whole network, after which nothing is left to arrange', () => {
    select()
    expect(arrange.enabled()).toBe(true)
    void arrange.run()
    expect(placed()).toEqual([])
    expect(arrange.enabled()).not.toBe(true)
  })
})

test('a block that an undo takes away is left', () => {
  select('features/c1', 'features/s2')
  void group.run()
  enterBlock('features/block1')
  void undo.run()
  expect(useView.getState().scope).toBe('')
})
