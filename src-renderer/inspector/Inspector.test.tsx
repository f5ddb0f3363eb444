// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LayerNode } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import { useToasts } from '../ui/toast.ts'
import { Inspector } from './Inspector.tsx'

const editor = () => useEditor.getState()
const params = (id: string) => (editor().history.document.nodes[id] as LayerNode).params
const steps = () => editor().history.past.length
const type = (field: HTMLElement, ...texts: string[]) => {
  fireEvent.focus(field)
  for (const value of texts) fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}
const show = (...ids: string[]) => {
  editor().select(ids)
  return render(<Inspector />)
}

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) editor().load({ document: made.value })
})
afterEach(cleanup)

test('what is typed changes shapes, weights and cost with each key, and one undo takes the visit back', () => {
  show('features/c3')
  const filters = screen.getByLabelText<HTMLInputElement>('Filters')
  expect(filters.value).toBe('16')
  type(filters, '1', '12')
  expect(params('features/c3').filters).toBe(12)
  expect(within(screen.getByRole('row', { name: /kernel/ })).getByText('5×5×6×12')).toBeTruthy()
  expect(screen.getByText('10×10×12')).toBeTruthy()
  act(() => editor().undo())
  expect(filters.value).toBe('16')
  expect(steps()).toBe(0)
})

test('two visits to a field are two steps, also of a layer that was left in between', () => {
  show('features/c3')
  type(screen.getByLabelText('Filters'), '32')
  act(() => editor().select(['features/c1']))
  act(() => editor().select(['features/c3']))
  type(screen.getByLabelText('Filters'), '64')
  act(() => editor().undo())
  expect(params('features/c3').filters).toBe(32)
})

test('what cannot be is said in words, is not taken, and goes when the field is left', () => {
  show('features/c3')
  const filters = screen.getByLabelText<HTMLInputElement>('Filters')
  fireEvent.change(filters, { target: { value: '0' } })
  expect(screen.getByRole('alert').textContent).toBe('A whole number, 1 or more.')
  expect(params('features/c3').filters).toBe(16)
  fireEvent.blur(filters)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(filters.value).toBe('16')
})

test('Escape gives up what was typed in this visit, and leaves no step', () => {
  show('features/c3')
  const filters = screen.getByLabelText<HTMLInputElement>('Filters')
  type(filters, '32')
  fireEvent.change(filters, { target: { value: '6' } })
  fireEvent.change(filters, { target: { value: '64' } })
  expect(steps()).toBe(2)
  fireEvent.keyDown(filters, { key: 'Escape' })
  expect(filters.value).toBe('32')
  expect(params('features/c3').filters).toBe(32)
  expect(steps()).toBe(1)
})

test('given up as the first thing there is, it is given up all the same, and the layer stays selected', () => {
  show('features/c3')
  const filters = screen.getByLabelText<HTMLInputElement>('Filters')
  fireEvent.change(filters, { target: { value: '9' } })
  fireEvent.keyDown(filters, { key: 'Escape' })
  expect([params('features/c3').filters, steps()]).toEqual([16, 0])
  expect(editor().selection).toEqual(['features/c3'])
})

test.each(['Enter', 'Escape'])('%s in a field leads back to the canvas', (key) => {
  show('features/c3')
  const canvas = document.body.appendChild(Object.assign(document.createElement('main'), { tabIndex: -1 }))
  canvas.dataset.area = 'canvas'
  const filters = screen.getByLabelText('Filters')
  filters.focus()
  fireEvent.keyDown(filters, { key: '1' })
  expect(document.activeElement).toBe(filters)
  fireEvent.keyDown(filters, { key })
  expect(document.activeElement).toBe(canvas)
  canvas.remove()
})

test('the arrow keys count, with Shift by ten', () => {
  show('features/c3')
  const filters = screen.getByLabelText('Filters')
  fireEvent.keyDown(filters, { key: 'ArrowUp' })
  fireEvent.keyDown(filters, { key: 'ArrowUp', shiftKey: true })
  expect(params('features/c3').filters).toBe(27)
  fireEvent.keyDown(filters, { key: 'ArrowDown' })
  expect(params('features/c3').filters).toBe(26)
  expect(steps()).toBe(1)
})

test('height and width change together until they are unlinked', () => {
  show('features/c3')
  const height = screen.getByLabelText('Kernel size: Height')
  const width = screen.getByLabelText('Kernel size: Width')
  const link = screen.getByRole('button', { name: 'Keep equal: Kernel size' })
  type(height, '3')
  expect(params('features/c3').kernelSize).toEqual([3, 3])
  fireEvent.click(link)
  type(width, '1')
  expect(params('features/c3').kernelSize).toEqual([3, 1])
  // Agreeing again by chance links nothing.
  type(width, '3', '33', '5')
  expect(params('features/c3').kernelSize).toEqual([3, 5])
  fireEvent.click(link)
  expect(params('features/c3').kernelSize).toEqual([3, 3])
  expect(link.getAttribute('aria-pressed')).toBe('true')
})

test('an empty pair means none where the schema has it so', () => {
  show('features/s2')
  const height = screen.getByLabelText<HTMLInputElement>('Strides: Height')
  expect(height.value).toBe('')
  type(height, '1')
  expect(params('features/s2').strides).toEqual([1, 1])
  type(height, '')
  expect(params('features/s2').strides).toBeNull()
})

test('choices and switches are steps of their own', () => {
  show('features/c3')
  fireEvent.change(screen.getByLabelText('Activation'), { target: { value: 'relu' } })
  const bias = screen.getByLabelText<HTMLInputElement>('Bias')
  fireEvent.click(bias)
  expect(params('features/c3')).toMatchObject({ activation: 'relu', useBias: false })
  fireEvent.click(bias)
  expect(steps()).toBe(3)
})

test('a problem stands at its field, and its fix mends it', () => {
  editor().execute('setParams', { id: 'features/c3', params: { kernelSize: [30, 30] } })
  show('features/c3')
  const message = screen.getByText('A 30×30 kernel does not fit a 14×14 input.')
  expect(message.closest('[data-param]')?.getAttribute('data-param')).toBe('kernelSize')
  fireEvent.click(screen.getByRole('button', { name: 'Pad with “same”' }))
  expect(screen.queryByText(/does not fit/)).toBeNull()
  expect(params('features/c3').padding).toBe('same')
  expect(screen.getByLabelText<HTMLSelectElement>('Padding').value).toBe('same')
})

test('a problem without a field stands above them', () => {
  editor().execute('setParams', { id: 'features/c3', params: { colour: 'red' } })
  show('features/c3')
  fireEvent.click(screen.getByRole('button', { name: 'Remove “colour”' }))
  expect(params('features/c3')).not.toHaveProperty('colour')
})

test('a layer is renamed within its path and stays selected; a name that is taken is refused in words', () => {
  show('features/c3')
  const name = screen.getByLabelText<HTMLInputElement>('Name')
  fireEvent.change(name, { target: { value: 's2' } })
  fireEvent.keyDown(name, { key: 'Enter' })
  expect(screen.getByRole('alert').textContent).toBe('There is already a layer or block “features/s2”.')
  fireEvent.change(name, { target: { value: 'edges' } })
  fireEvent.keyDown(name, { key: 'Enter' })
  expect(editor().selection).toEqual(['features/edges'])
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('edges')
  expect(editor().analysis.trainable).toBe(true)
})

test('Esc and an empty name rename nothing; a refused name that is left is said and goes', () => {
  show('features/c3')
  const name = screen.getByLabelText<HTMLInputElement>('Name')
  fireEvent.change(name, { target: { value: 'other' } })
  fireEvent.keyDown(name, { key: 'Escape' })
  type(name, ' ')
  type(name, 'a:b')
  expect(name.value).toBe('c3')
  expect(steps()).toBe(0)
  expect(useToasts.getState().toasts.at(-1)!.message.en).toContain('cannot be a name')
})

test('several layers of one kind show what they agree on, and take a value together in one step', () => {
  show('features/c1', 'features/c3', 'features/c5')
  const filters = screen.getByLabelText<HTMLInputElement>('Filters')
  expect(filters.value).toBe('')
  expect(filters.placeholder).toBe('Mixed')
  expect(screen.getByLabelText<HTMLInputElement>('Kernel size: Height').value).toBe('5')
  type(filters, '8', '80')
  expect(['c1', 'c3', 'c5'].map((name) => params(`features/${name}`).filters)).toEqual([80, 80, 80])
  expect(steps()).toBe(1)
})

test('different things together are counted and summed', () => {
  show('features', 'classifier/f6')
  expect(screen.getByText('1 layer, 1 block selected')).toBeTruthy()
  // 50,692 of the features and 84 · (120 + 1).
  expect(screen.getByText('60,856')).toBeTruthy()
})

test('a wire shows its tensor and its ends', () => {
  show('features/s2->features/c3#0')
  expect(screen.getByRole('heading', { name: '14×14×6' })).toBeTruthy()
  expect(screen.getByText('1,176')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'features/c3' }))
  expect(editor().selection).toEqual(['features/c3'])
})

test('a block shows what is in it, folds and is ungrouped', () => {
  show('features')
  expect(screen.getByText('50,692')).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'c128×28×6',
    's214×14×6',
    'c310×10×16',
    's45×5×16',
    'c51×1×120',
  ])
  fireEvent.click(screen.getByRole('button', { name: 'Fold' }))
  expect(editor().history.document.nodes.features).toMatchObject({ folded: true })
  fireEvent.click(screen.getByRole('button', { name: 'Ungroup' }))
  expect(editor().history.document.nodes).not.toHaveProperty('features')
})

test('a problem that is gone to takes the focus to its field, once', () => {
  show()
  act(() => reveal('features/c3', 'groups'))
  expect(document.activeElement).toBe(screen.getByLabelText('Groups'))
  act(() => editor().select([]))
  act(() => editor().select(['features/c3']))
  expect(document.activeElement).not.toBe(screen.getByLabelText('Groups'))
})

test('a layer of a kind that is not known still has its name and its way out', () => {
  const { document } = editor().history
  editor().load({
    document: { ...document, nodes: { ...document.nodes, odd: { type: 'layer', kind: 'warp', params: {} } } },
  })
  show('odd')
  expect(screen.getByText('warp')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Delete odd' }))
  expect(editor().history.document.nodes).not.toHaveProperty('odd')
})
