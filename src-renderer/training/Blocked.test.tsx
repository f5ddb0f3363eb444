// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ok } from '../../src-core/result.ts'
import { mnistFacts } from '../../src-core/training/data.ts'
import { newDocument } from '../../templates/open.ts'
import { train } from '../actions/train.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { Blocked } from './Blocked.tsx'

afterEach(cleanup)

function open(template: string, options: Record<string, unknown>) {
  const made = newDocument(template, options)
  if (!made.ok) throw new Error(made.failure.message.en)
  useEditor.getState().load({ document: made.value })
}

test('MNIST that does not fit is said before Train is pressed, and drawn shapes are one press away', () => {
  open('resnet', { depth: 18 })
  render(<Blocked />)
  const sentence = 'The network takes 224×224×3 at “input”, but the images of MNIST are 28×28×1 or 32×32×1.'
  expect(document.querySelector('.blocked')!.textContent).toContain(sentence)
  expect(train.enabled()).toMatchObject({ en: sentence })
  fireEvent.click(screen.getByText('Use drawn shapes'))
  expect(useEditor.getState().history.document.training.data).toBe('shapes')
  expect(document.body.textContent).not.toContain('MNIST')
  expect(screen.queryByText('Use drawn shapes')).toBeNull()
  useEditor.getState().undo()
  expect(useEditor.getState().history.document.training.data).toBe('mnist')
})

test('classes that MNIST has not are said too', () => {
  open('lenet', { classes: 7 })
  render(<Blocked />)
  expect(document.querySelector('.blocked')!.textContent).toContain('MNIST has 10 classes')
})

test('where drawn shapes do not fit either, they are not offered', () => {
  open('resnet', { depth: 18, classes: 2000 })
  render(<Blocked />)
  expect(document.querySelector('.blocked')!.textContent).toContain('224×224×3')
  expect(screen.queryByText('Use drawn shapes')).toBeNull()
})

test('what would let the network fit is one press away, and follows an edit', async () => {
  open('lenet', { classes: 7 })
  render(<Blocked />)
  const { title, shape, classes } = mnistFacts
  const found = { title, shape: [...shape], otherShapes: [[32, 32, 1]], classes: [...classes] }
  const counts = { train: 60_000, validation: 10_000, balance: { train: [], validation: [] }, notes: [] }
  act(() => useData.setState({ source: 'mnist', answer: ok({ ...found, ...counts }) }))
  expect(await screen.findByText('Set classes to 10')).toBeTruthy()
  act(() => void useEditor.getState().execute('setParams', { id: 'features/c1', params: { filters: 9 } }))
  fireEvent.click(screen.getByText('Set classes to 10'))
  const { nodes } = useEditor.getState().history.document
  expect(nodes['features/c1']).toMatchObject({ params: { filters: 9 } })
  expect(nodes['classifier/predictions']).toMatchObject({ params: { units: 10 } })
  expect(document.body.textContent).not.toContain('MNIST')
})
