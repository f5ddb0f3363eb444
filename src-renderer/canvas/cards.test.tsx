// @vitest-environment happy-dom
import { ReactFlowProvider } from '@xyflow/react'
import type { NodeProps } from '@xyflow/react'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nameIn } from '../../src-core/layout/words.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { BlockCard } from './BlockCard.tsx'
import { sayAt } from './detail.ts'
import { labelId } from './flow.ts'
import { useHands } from './hands.ts'
import { LayerCard } from './LayerCard.tsx'
import { viewMoves } from './moving-view.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { isTroubled } from './trouble.ts'

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) useEditor.getState().load({ document: made.value })
})
afterEach(cleanup)

const nextFrame = () => act(() => void vi.advanceTimersToNextFrame())
const editor = () => useEditor.getState()
const setParams = (id: string, params: object) => act(() => void editor().execute('setParams', { id, params }))

function show(Card: ComponentType<NodeProps>, id: string) {
  render(
    <ReactFlowProvider>
      <Card {...({ id } as NodeProps)} />
    </ReactFlowProvider>,
  )
  return () => document.getElementById(labelId(id))!.textContent
}

test('a layer is named by its path, kind and shape, as they are now', () => {
  const name = show(LayerCard, 'features/c1')
  expect(name()).toBe('features/c1, Convolution, 28×28×6')
  setParams('features/c1', { filters: 9 })
  expect(name()).toBe('features/c1, Convolution, 28×28×9')
})

test('a layer with a problem says it in the place of its parameters, with the way out behind its badge', () => {
  const name = show(LayerCard, 'features/c1')
  setParams('features/c1', { kernelSize: [40, 40] })
  expect(name()).toContain('A 40×40 kernel does not fit a 32×32 input.')
  expect(isTroubled(editor().analysis, ['input->features/c1#0'])).toBe(true)
  expect(isTroubled(editor().analysis, ['features/c1->features/s2#0'])).toBe(false)
  fireEvent.click(screen.getByRole('button', { name: 'What is wrong here' }))
  fireEvent.click(screen.getByRole('button', { name: 'Pad with “same”' }))
  expect(name()).toBe('features/c1, Convolution, 32×32×6')
})

describe('in their turns', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    // The view comes to rest.
    vi.runAllTimers()
    vi.useRealTimers()
  })

  test('cards that come into sight as the view moves say nothing at first', () => {
    viewMoves()
    const name = show(LayerCard, 'features/c1')
    expect(document.getElementById(labelId('features/c1'))).toBeNull()
    nextFrame()
    expect(name()).toBe('features/c1, Convolution, 28×28×6')
  })

  test('cards say less from afar, a few of them in each frame', () => {
    const layers = Object.entries(editor().history.document.nodes).filter(([, { type }]) => type === 'layer')
    // More than have their turn in one frame.
    for (let copies = 0; copies < 3; copies++) layers.forEach(([id]) => show(LayerCard, id))
    const saying = (detail: string) => document.querySelectorAll(`[data-detail=${detail}]`).length
    act(() => sayAt(0.3))
    nextFrame()
    expect([saying('name'), saying('full')]).toEqual([16, 11])
    nextFrame()
    expect([saying('name'), saying('full')]).toEqual([27, 0])
    act(() => sayAt(1))
    nextFrame()
    expect([saying('name'), saying('full')]).toEqual([11, 16])
  })
})

test('a folded block says how much of the network is in it, and unfolds', () => {
  editor().execute('setFolded', { id: 'features', folded: true })
  const name = show(BlockCard, 'features')
  // 50,692 = 156 + 2,416 + 48,120 parameters, 405,600 of 416,520 multiply-accumulates.
  expect(name()).toBe('Features, folded block, 1×1×120, 5 layers, 50.7 k params, 97% of the MACs')
  fireEvent.click(screen.getByRole('button', { name: 'Unfold Features' }))
  expect(editor().history.document.nodes.features).toMatchObject({ folded: false })
})

test('a layer is added from the keyboard alone, and joined', () => {
  render(<QuickAdd place={{ at: { x: 0, y: 0 }, onEdge: 'classifier/flatten->classifier/f6#0' }} />)
  const field = screen.getByRole('combobox')
  fireEvent.change(field, { target: { value: 'drop' } })
  expect(screen.getAllByRole('option')[0]!.textContent).toBe('Dropout')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(Object.keys(editor().history.document.edges)).toEqual(
    expect.arrayContaining(['classifier/flatten->classifier/dropout1#0', 'classifier/dropout1->classifier/f6#0']),
  )
  expect(useHands.getState().quickAdd).toBeUndefined()
})

test.each([
  ['features', 'features/c1', 'c1'],
  ['features/block1', 'features/c1', 'c1'],
  ['conv3', 'conv3/block2/conv1', 'conv1'],
  [undefined, 'features/c1', 'c1'],
  ['conv1', 'conv1', 'conv1'],
  ['classifier', 'features/c1', 'features/c1'],
  ['stage3', 'stage2/unit4/relu', 'stage2/unit4/relu'],
])('in %s %s is called %s', (block, id, name) => expect(nameIn(block, id)).toBe(name))
