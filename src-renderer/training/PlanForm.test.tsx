// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { PlanForm } from './PlanForm.tsx'

const plan = () => useEditor.getState().history.document.training

beforeEach(() =>
  useEditor.getState().load({
    document: asDocument({ nodes: {}, edges: {} }, { epochs: 5 }),
  }),
)
afterEach(cleanup)

test('typing changes the plan, and one undo takes the whole word back', () => {
  render(<PlanForm />)
  const epochs = screen.getByLabelText('Epochs')
  fireEvent.change(epochs, { target: { value: '1' } })
  fireEvent.change(epochs, { target: { value: '12' } })
  fireEvent.blur(epochs)
  expect(plan().epochs).toBe(12)
  useEditor.getState().undo()
  expect(plan().epochs).toBe(5)
})

test('two visits to a field are two steps', () => {
  render(<PlanForm />)
  const batch = screen.getByLabelText('Batch size')
  for (const value of ['32', '128']) {
    fireEvent.change(batch, { target: { value } })
    fireEvent.blur(batch)
  }
  useEditor.getState().undo()
  expect(plan().batchSize).toBe(32)
})

test('an undo from elsewhere shows in the field', () => {
  render(<PlanForm />)
  const rate = screen.getByLabelText<HTMLInputElement>('Learning rate')
  fireEvent.change(rate, { target: { value: '1e-2' } })
  fireEvent.blur(rate)
  expect(rate.value).toBe('0.01')
  fireEvent.focus(rate)
  useEditor.getState().undo()
  return expect.poll(() => rate.value).toBe('0.001')
})

test('what cannot be is said in words, is not taken, and goes when the field is left', () => {
  render(<PlanForm />)
  const epochs = screen.getByLabelText<HTMLInputElement>('Epochs')
  fireEvent.change(epochs, { target: { value: '0' } })
  expect(screen.getByRole('alert').textContent).toBe('A whole number from 1 to 100,000.')
  expect(plan().epochs).toBe(5)
  fireEvent.blur(epochs)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(epochs.value).toBe('5')
})

test('the optimizer is chosen, and the seldom fields wait behind More', () => {
  render(<PlanForm />)
  fireEvent.change(screen.getByLabelText('Optimizer'), { target: { value: 'rmsprop' } })
  expect(plan().optimizer).toBe('rmsprop')
  expect(screen.queryByLabelText('Examples at most')).toBeNull()
  fireEvent.click(screen.getByText('More'))
  const limit = screen.getByLabelText('Examples at most')
  fireEvent.change(limit, { target: { value: '1000' } })
  expect(plan().limit).toBe(1000)
  fireEvent.change(limit, { target: { value: '' } })
  expect(plan().limit).toBeUndefined()
})

/** What the form shows of a new document of a template. */
function open(template: string) {
  const opened = newDocument(template)
  if (!opened.ok) throw new Error(opened.failure.message.en)
  useEditor.getState().load({ document: opened.value })
  render(<PlanForm />)
}

test('the paper’s recipe is one choice and one step, goes with the batch, and says where it is from', () => {
  open('alexnet')
  const recipe = screen.getByLabelText<HTMLSelectElement>('Recipe')
  expect(recipe.value).toBe('general')
  fireEvent.change(recipe, { target: { value: 'paper' } })
  expect(plan()).toMatchObject({ optimizer: 'momentum', weightDecay: 0.0005, schedule: 'plateau', learningRate: 0.005 })
  expect(screen.getByText(/Krizhevsky et al. 2012.*scaled from batches of 128 to 64\.$/)).toBeTruthy()
  const batch = screen.getByLabelText('Batch size')
  fireEvent.change(batch, { target: { value: '256' } })
  fireEvent.blur(batch)
  expect(plan()).toMatchObject({ batchSize: 256, learningRate: 0.02 })
  expect(recipe.value).toBe('paper')
  useEditor.getState().undo()
  expect(plan()).toMatchObject({ batchSize: 64, learningRate: 0.005 })
  useEditor.getState().undo()
  expect(plan()).toMatchObject({ optimizer: 'adam', learningRate: 0.0003 })
  expect(plan().weightDecay).toBeUndefined()
})

test('a recipe that is changed by hand is one’s own', () => {
  open('alexnet')
  fireEvent.change(screen.getByLabelText('Optimizer'), { target: { value: 'rmsprop' } })
  expect(screen.getByLabelText<HTMLSelectElement>('Recipe').value).toBe('own')
})

test('no recipe is offered where the paper’s rule is not among ours', () => {
  open('lenet')
  expect(screen.queryByLabelText('Recipe')).toBeNull()
})
