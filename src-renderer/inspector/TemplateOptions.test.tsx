// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LayerNode } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { Inspector } from './Inspector.tsx'

const editor = () => useEditor.getState()
const params = (id: string) => (editor().history.document.nodes[id] as LayerNode).params
const options = () => editor().history.document.template!.options
const type = (label: string, ...texts: string[]) => {
  const field = screen.getByLabelText(label)
  for (const value of texts) fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}

beforeEach(() => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  editor().load({ document: made.value })
  render(<Inspector />)
})
afterEach(cleanup)

test('an option builds the network anew, what is typed in one visit as one step', () => {
  type('Classes', '1', '10', '100')
  expect(params('classifier/predictions').units).toBe(100)
  expect(options().classes).toBe(100)
  act(() => editor().undo())
  expect(params('classifier/predictions').units).toBe(10)
  expect(screen.getByLabelText<HTMLInputElement>('Classes').value).toBe('10')
})

test('another edition is another network', () => {
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  expect(editor().history.document.nodes).toHaveProperty('features/conv1')
  // As the documenting code counts it.
  expect(editor().analysis.blocks.get('')!.trainable).toBe(520_082)
})

test('options that cannot be built are said at their field, and the network stays', () => {
  type('Input size', '28')
  const said = screen.getByText(/needs images of at least 32×32, not 28×28/)
  expect(said.closest('[data-param]')?.getAttribute('data-param')).toBe('inputSize')
  expect(options().inputSize).toBe(32)
  fireEvent.click(screen.getByRole('button', { name: 'Put the options back' }))
  expect(screen.getByLabelText<HTMLInputElement>('Input size').value).toBe('32')
  expect(screen.queryByText(/needs images/)).toBeNull()
})

test('two options that only fit together are built once both are there', () => {
  type('Input size', '28')
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  expect(options()).toMatchObject({ inputSize: 28, edition: 'documented' })
  expect(editor().history.document.nodes).toHaveProperty('features/conv1')
})

test('a refusal stands at the option that is at fault, not at the one that was changed', () => {
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  type('Input size', '28')
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'published' } })
  expect(
    screen
      .getByText(/needs images/)
      .closest('[data-param]')
      ?.getAttribute('data-param'),
  ).toBe('inputSize')
  type('Input size', '32')
  expect(options()).toMatchObject({ inputSize: 32, edition: 'published' })
})

test('edits by hand are not discarded without a question, and come back by undo', () => {
  act(() => void editor().execute('setParams', { id: 'features/c3', params: { filters: 20 } }))
  type('Classes', '5')
  expect(options().classes).toBe(10)
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(screen.getByLabelText<HTMLInputElement>('Classes').value).toBe('10')

  type('Classes', '5')
  fireEvent.click(screen.getByRole('button', { name: 'Rebuild' }))
  expect(params('classifier/predictions').units).toBe(5)
  expect(params('features/c3').filters).toBe(16)
  act(() => editor().undo())
  expect(params('features/c3').filters).toBe(20)
})

test('folding and moving are no edits', () => {
  act(() => void editor().execute('setFolded', { id: 'features', folded: true }))
  act(() => void editor().execute('moveNodes', { positions: { features: { x: 10, y: 20 } } }))
  type('Classes', '5')
  expect(options().classes).toBe(5)
})
