// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LayerNode } from '../../src-core/document/schema.ts'
import { blockKinds } from '../../templates/blocks.ts'
import { newDocument } from '../../templates/open.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'

serveFakeMain()
const { useEditor } = await import('../store/editor.ts')
const { useFiles } = await import('../store/files.ts')
const { useView, enterBlock } = await import('../store/view.ts')
const { Library } = await import('./Library.tsx')
const { blockDragType, kindDragType } = await import('./drag.ts')

const editor = () => useEditor.getState()
const node = (id: string) => editor().history.document.nodes[id] as LayerNode
const wires = () => Object.keys(editor().history.document.edges)
const search = (text: string) => {
  const field = screen.getByRole('searchbox')
  fireEvent.change(field, { target: { value: text } })
  return field
}
const openLayers = () => fireEvent.click(screen.getByRole('tab', { name: 'Layers' }))
const shown = () => screen.getAllByRole('option').map((option) => option.querySelector('.library-title')!.textContent)

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) editor().load({ document: made.value })
  useView.setState({ scope: '' })
  render(<Library />)
  fireEvent.click(screen.getByRole('tab', { name: 'Networks' }))
})
afterEach(cleanup)

test('search finds a layer by its Chinese name in an English window, and Enter adds it after what is selected', () => {
  editor().select(['features/c3'])
  const field = search('卷积')
  expect(shown()[0]).toBe('Convolution')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(node('features/conv1')).toMatchObject({ kind: 'conv2d', parent: 'features' })
  // The chain stays one: what followed c3 follows the new layer.
  expect(wires()).toContain('features/c3->features/conv1#0')
  expect(wires()).toContain('features/conv1->features/s4#0')
  expect(wires()).not.toContain('features/c3->features/s4#0')
  expect(editor().selection).toEqual(['features/conv1'])
})

test.each([
  ['max pool', 'Max pooling'],
  ['batch norm', 'Batch normalization'],
  ['dense', 'Dense'],
  ['resnet', 'ResNet 2015'],
  ['deep residual learning', 'ResNet 2015'],
  ['随机失活', 'Dropout'],
  ['zeros around', 'Zero padding'],
  ['lecun 1998', 'LeNet-5 1998'],
])('“%s” finds %s first', (query, title) => {
  search(query)
  expect(shown()[0]).toBe(title)
})

test('what is not there is said', () => {
  search('transformer xyz')
  expect(screen.queryAllByRole('option')).toEqual([])
  expect(screen.getByText('Nothing is called “transformer xyz”.')).toBeTruthy()
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' })
  expect(shown()).toContain('LeNet-5 1998')
})

test('the arrow keys walk the list from the search field, and Enter adds', () => {
  const field = search('pooling')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  const [first, second] = screen.getAllByRole('option')
  expect(document.activeElement).toBe(first)
  fireEvent.keyDown(first!, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(second)
  expect(second!.tabIndex).toBe(0)
  expect(first!.tabIndex).toBe(-1)
  fireEvent.keyDown(second!, { key: 'End' })
  expect(document.activeElement).toBe(screen.getAllByRole('option').at(-1))
  fireEvent.keyDown(document.activeElement!, { key: 'Home' })
  fireEvent.keyDown(document.activeElement!, { key: 'Enter' })
  expect(editor().history.past).toHaveLength(1)
})

test('with nothing selected a layer goes to the network’s end, in an entered block to the block’s', () => {
  openLayers()
  const dropout = () => fireEvent.doubleClick(screen.getByRole('option', { name: /Dropout/ }))
  dropout()
  expect(wires()).toContain('classifier/predictions->classifier/dropout1#0')
  act(() => {
    editor().select([])
    enterBlock('features')
  })
  dropout()
  expect(node('features/dropout1').parent).toBe('features')
  expect(wires()).toContain('features/c5->features/dropout1#0')
  expect(wires()).toContain('features/dropout1->classifier/flatten#0')
})

test('on a selected wire; behind a selected block, outside of it; an input layer stands alone', () => {
  openLayers()
  editor().select(['input->features/c1#0'])
  fireEvent.doubleClick(screen.getByRole('option', { name: /Zero padding/ }))
  expect(wires()).toContain('pad1->features/c1#0')
  editor().select(['features'])
  fireEvent.doubleClick(screen.getByRole('option', { name: /Batch normalization/ }))
  expect(node('bn1').parent).toBeUndefined()
  expect(wires()).toContain('features/c5->bn1#0')
  const before = wires()
  fireEvent.doubleClick(screen.getByRole('option', { name: /^Input/ }))
  expect(editor().selection).toEqual(['input2'])
  expect(wires()).toEqual(before)
})

test('a layer that is dragged says its kind', () => {
  openLayers()
  const setData = vi.fn()
  const layer = screen.getByRole('option', { name: /^Dropout/ })
  const event = createEvent.dragStart(layer)
  Object.defineProperty(event, 'dataTransfer', { value: { setData } })
  fireEvent(layer, event)
  expect(setData).toHaveBeenCalledWith(kindDragType, 'dropout')
})

describe('blocks', () => {
  const openBlocks = () => fireEvent.click(screen.getByRole('tab', { name: 'Blocks' }))
  const load = (template: string, options: Record<string, unknown>) => {
    const made = newDocument(template, options)
    if (!made.ok) throw new Error(made.failure.message.en)
    act(() => editor().load({ document: made.value }))
  }

  test('stand under the networks that they come from', () => {
    openBlocks()
    const groups = screen
      .getAllByRole('group')
      .map((group) => [
        group.getAttribute('aria-label'),
        [...group.querySelectorAll('.library-title')].map((title) => title.textContent),
      ])
    expect(groups).toContainEqual(['ResNet', ['Residual block', 'Bottleneck']])
    expect(groups).toContainEqual(['GoogLeNet (Inception v1)', ['Inception module']])
    const panel = within(screen.getByRole('tabpanel', { name: 'Blocks' }))
    expect(panel.getAllByRole('option')).toHaveLength(Object.keys(blockKinds).length)
  })

  test.each([
    ['bottleneck', ['Bottleneck', 'Pre-activation bottleneck']],
    ['倒残差', ['Inverted residual']],
    ['fire module', ['Fire module']],
    ['squeezes', ['Fire module']],
  ])('“%s” finds %s', (query, titles) => {
    search(query)
    expect(shown()).toEqual(titles)
  })

  test('a network’s name finds the network first, then its blocks', () => {
    search('vgg')
    expect(shown()).toEqual(['VGG 2014', 'VGG block'])
    expect(screen.getByRole('group', { name: 'Blocks of VGG' })).toBeTruthy()
  })

  test('Enter puts one behind what is selected, with options that fit there', () => {
    load('inception-resnet-v2', { inputSize: 139, classes: 5 })
    editor().select(['stem/conv3'])
    fireEvent.keyDown(search('Inception-ResNet A'), { key: 'Enter' })
    const id = editor().selection[0]!
    const { channels } = madeOf(id)
    expect(channels).toBe(editor().analysis.layers.get('stem/conv3')!.shape![2])
    expect(id).toBe('stem/inception-resnet_a1')
    expect(wires()).toContain(`stem/conv3->${id}/add#0`)
    expect(editor().analysis.layers.get(`${id}/add`)!.problems).toEqual([])
    expect(editor().history.past).toHaveLength(1)
    expect(editor().history.past[0]!.label).toEqual({ en: 'Add Inception-ResNet A', zh: '添加“Inception-ResNet A”' })
  })

  test('a double click puts one on the selected wire', () => {
    openBlocks()
    editor().select(['features/s2->features/c3#0'])
    fireEvent.doubleClick(screen.getByRole('option', { name: /^Residual block/ }))
    expect(editor().selection).toEqual(['features/residual_block1'])
    expect(wires()).toContain('features/s2->features/residual_block1/conv0#0')
    expect(wires()).toContain('features/residual_block1/out->features/c3#0')
    expect(editor().analysis.trainable).toBe(true)
  })

  test('where one does not fit, it says so itself', () => {
    openBlocks()
    editor().select(['classifier/predictions'])
    fireEvent.doubleClick(screen.getByRole('option', { name: /^Inception module/ }))
    const { problems } = editor().analysis
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every(({ node }) => node?.startsWith('classifier/inception_module1/'))).toBe(true)
  })

  test('a block that is dragged says its kind', () => {
    openBlocks()
    const setData = vi.fn()
    const block = screen.getByRole('option', { name: /^Fire module/ })
    const event = createEvent.dragStart(block)
    Object.defineProperty(event, 'dataTransfer', { value: { setData } })
    fireEvent(block, event)
    expect(setData).toHaveBeenCalledWith(blockDragType, 'squeezenet/fire')
  })

  const madeOf = (id: string) => {
    const block = editor().history.document.nodes[id]
    if (block?.type !== 'block' || !block.made) throw new Error(`${id} was not made.`)
    return block.made.options
  }
})

test('the part of the library that was looked at last stays open', () => {
  openLayers()
  cleanup()
  render(<Library />)
  expect(shown()).toContain('Convolution')
  fireEvent.click(screen.getByRole('tab', { name: 'Networks' }))
  expect(shown()).toContain('LeNet-5 1998')
})

test('a network opens, and unsaved work is asked about first', async () => {
  editor().execute('setParams', { id: 'features/c3', params: { filters: 20 } })
  fireEvent.click(screen.getByRole('option', { name: /LeNet-5/ }))
  const dialog = await vi.waitUntil(() => useFiles.getState().dialog)
  if (dialog.kind !== 'unsaved') throw new Error(dialog.kind)
  dialog.answer('cancel')
  await Promise.resolve()
  expect(node('features/c3').params.filters).toBe(20)

  fireEvent.keyDown(screen.getByRole('option', { name: /LeNet-5/ }), { key: 'Enter' })
  const again = await vi.waitUntil(() => useFiles.getState().dialog)
  if (again.kind === 'unsaved') again.answer('discard')
  await expect.poll(() => node('features/c3').params.filters).toBe(16)
})

test('a network’s card is drawn from its layers, with its parameters and arithmetic', async () => {
  const card = screen.getByRole('option', { name: /LeNet-5/ })
  await expect.poll(() => card.querySelectorAll('rect').length).toBeGreaterThan(0)
  expect(card.textContent).toContain('61.7 k params')
  expect(card.textContent).toContain('0.42 M MACs')
  // Input, three convolutions, two pools and two dense layers: flattening changes no size.
  expect([...card.querySelectorAll('rect')].map((bar) => bar.getAttribute('fill'))).toEqual(
    ['input', 'convolution', 'pooling', 'convolution', 'pooling', 'convolution', 'dense', 'dense'].map(
      (family) => `var(--family-${family})`,
    ),
  )
})
