// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LayerNode } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { Inspector } from './Inspector.tsx'

const editor = () => useEditor.getState()
const params = (id: string) => (editor().history.document.nodes[id] as LayerNode).params
const options = () => editor().history.document.template!.options
const type = (label: string, ...texts: string[]) => {
  const field = screen.getByLabelText(label)
  for (const value of texts) fireEvent.change(field, { target: { value } })
  fireEvent.blur(field)
}

const open = (template: string, given: Record<string, unknown> = {}) => {
  const made = newDocument(template, given)
  if (!made.ok) throw new Error(made.failure.message.en)
  act(() => editor().load({ document: made.value }))
}
const edit = (command: string, input: unknown) => act(() => void editor().execute(command, input))

beforeEach(() => {
  open('lenet')
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

test('edits by hand are kept, in one step with what the option changes', () => {
  edit('setParams', { id: 'features/c3', params: { filters: 20 } })
  type('Classes', '5')
  expect(params('classifier/predictions').units).toBe(5)
  expect(params('features/c3').filters).toBe(20)
  act(() => editor().undo())
  expect(params('classifier/predictions').units).toBe(10)
  expect(params('features/c3').filters).toBe(20)
})

test('what stays keeps its place and its fold, and nothing of that is an edit to lose', () => {
  edit('setFolded', { id: 'features', folded: true })
  edit('moveNodes', { positions: { features: { x: 10, y: 20 }, 'features/c1': { x: 1, y: 2 } } })
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  expect(editor().history.document.nodes.features).toMatchObject({ folded: true })
  expect(editor().history.document.layout).toEqual({ features: { x: 10, y: 20 } })
  expect(screen.queryByText(/no longer appl/)).toBeNull()
})

describe('edits that find no place', () => {
  const lose = () => {
    edit('setParams', { id: 'features/c3', params: { filters: 20 } })
    edit('setParams', { id: 'features/c5', params: { kernelSize: [3, 3] } })
    fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  }
  const listed = () => [...document.querySelectorAll('.lost-edits li')].map((item) => item.textContent)
  const sentences = [
    '“features/c3” is not in the network any more, so its changes (Filters 20) do not apply.',
    '“features/c5” is not in the network any more, so its changes (Kernel size 3×3) do not apply.',
  ]

  test('are listed in place, also after a look elsewhere, and come back by Undo', () => {
    lose()
    expect(screen.getByText('2 edits of yours no longer apply:')).toBeTruthy()
    expect(listed()).toEqual(sentences)
    act(() => editor().select(['features']))
    expect(listed()).toEqual([])
    act(() => editor().select([]))
    expect(listed()).toEqual(sentences)
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(params('features/c3').filters).toBe(20)
    expect(listed()).toEqual([])
    act(() => editor().redo())
    expect(listed()).toEqual(sentences)
  })

  test('are listed until they are taken note of; behind further steps there is no Undo', () => {
    lose()
    type('Classes', '5')
    expect(listed()).toEqual(sentences)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(listed()).toEqual([])
  })

  test('are those of the whole visit: what is half typed loses nothing', () => {
    open('vgg', { depth: 16, inputSize: 64, classes: 5 })
    edit('setParams', { id: 'block3/conv3', params: { kernelSize: [5, 5] } })
    act(() => editor().select(['block3']))
    const field = screen.getByLabelText('Convolutions')
    fireEvent.change(field, { target: { value: '1' } })
    expect(listed()).toHaveLength(1)
    fireEvent.change(field, { target: { value: '12' } })
    expect(listed()).toEqual([])
    expect(params('block3/conv3').kernelSize).toEqual([5, 5])
    expect(editor().history.document.nodes).toHaveProperty('block3/conv12')
    act(() => editor().undo())
    expect(editor().history.document.nodes).not.toHaveProperty('block3/conv4')
  })
})

test('options that depend on another follow it in the form', () => {
  open('squeezenet')
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'documented' } })
  expect(options()).toMatchObject({ edition: 'documented', version: '1.1', inputSize: 299 })
  expect(screen.getByLabelText<HTMLInputElement>('Input size').value).toBe('299')
  type('Input size', '64')
  fireEvent.change(screen.getByLabelText('Edition'), { target: { value: 'published' } })
  expect(options()).toMatchObject({ version: '1.0', inputSize: 64 })
})

describe('the options of a block', () => {
  const six = { '1×1': 8, '3×3 reduce': 16, '3×3': 24, '5×5 reduce': 4, '5×5': 10, 'Pool projection': 6 }

  test('an Inception module’s six widths are changed in place', () => {
    open('googlenet', { inputSize: 64, auxiliary: false, classes: 5 })
    act(() => editor().select(['inception3/3b']))
    act(() => useView.setState({ scope: 'inception3' }))
    for (const [label, width] of Object.entries(six)) type(label, String(width))
    expect(editor().analysis.layers.get('inception3/3b/concat')!.shape).toEqual([8, 8, 48])
    expect(params('inception3/3b/5x5').filters).toBe(10)
    expect(editor().history.past).toHaveLength(6)
    expect(editor().selection).toEqual(['inception3/3b'])
    expect(useView.getState().scope).toBe('inception3')
    expect(editor().analysis.trainable).toBe(true)
    act(() => editor().undo())
    expect(screen.getByLabelText<HTMLInputElement>('Pool projection').value).toBe('64')
  })

  test('edits inside stay, and where the block no longer fits, it says so itself', () => {
    open('resnet', { depth: 18, inputSize: 64, classes: 5 })
    edit('setParams', { id: 'conv3/block2/conv1', params: { kernelSize: [1, 1] } })
    act(() => editor().select(['conv3/block2']))
    expect(screen.getByText('Two 3×3 convolutions learn what to add to the input.')).toBeTruthy()
    type('Filters', '96')
    expect(params('conv3/block2/conv1')).toMatchObject({ kernelSize: [1, 1], filters: 96 })
    expect(document.querySelector('.inspector-problems')!.textContent).toContain('96')
    fireEvent.click(screen.getByLabelText('Projection'))
    expect(document.querySelector('.inspector-problems')).toBeNull()
    expect(editor().history.document.nodes).toHaveProperty('conv3/block2/conv0')
  })

  test('edits inside that find no place are listed at the block', () => {
    open('resnet', { depth: 18, inputSize: 64, classes: 5 })
    edit('setParams', { id: 'conv3/block1/conv0', params: { useBias: false } })
    act(() => editor().select(['conv3/block1']))
    fireEvent.click(screen.getByLabelText('Projection'))
    expect(screen.getByText(/^“conv3\/block1\/conv0” is not in the network any more/)).toBeTruthy()
    act(() => editor().select([]))
    expect(screen.queryByText(/no longer appl/)).toBeNull()
  })

  test('a value that the field does not take is said there, and the block stays', () => {
    open('resnet', { depth: 18, inputSize: 64, classes: 5 })
    act(() => editor().select(['conv3/block1']))
    fireEvent.change(screen.getByLabelText('Filters'), { target: { value: '0' } })
    expect(screen.getByRole('alert').closest('[data-param]')?.getAttribute('data-param')).toBe('filters')
    expect(params('conv3/block1/conv1').filters).toBe(128)
  })

  test('of a kind that is not known can be read', () => {
    const { document } = editor().history
    const made = { block: 'capsule/route', options: { rounds: 3 } }
    const nodes = { ...document.nodes, features: { type: 'block' as const, made } }
    act(() => editor().load({ document: { ...document, nodes } }))
    act(() => editor().select(['features']))
    expect(screen.getByText('Made by “capsule/route”, which is not known here.')).toBeTruthy()
    expect(screen.getByText('rounds')).toBeTruthy()
  })
})
