// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail } from '../../src-core/result.ts'
import { defineAction } from '../actions/define.ts'
import { deleteSelection } from '../actions/delete.ts'
import { whyDataDoesNotFit } from '../actions/draw-shapes.ts'
import { train } from '../actions/train.ts'
import { undo } from '../actions/undo.ts'
import { newDocument } from '../../templates/open.ts'
import { setLocale } from '../i18n/locale.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { ActionButton } from './ActionButton.tsx'
import { useToasts } from './toast.ts'

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) useEditor.getState().load({ document: made.value })
  useToasts.setState({ toasts: [] })
})
afterEach(() => {
  cleanup()
  setLocale('en')
})

const button = () => screen.getByRole('button')
const isDisabled = () => button().getAttribute('aria-disabled') === 'true'

test('it follows what can be done', () => {
  render(<ActionButton action={undo} iconOnly />)
  expect(isDisabled()).toBe(true)
  act(() => void useEditor.getState().execute('setPlan', { plan: { epochs: 9 } }))
  expect(isDisabled()).toBe(false)
  fireEvent.click(button())
  expect(useEditor.getState().history.past).toEqual([])
  expect(isDisabled()).toBe(true)
})

test('it follows the language', () => {
  render(<ActionButton action={undo} iconOnly />)
  expect(button().getAttribute('aria-label')).toBe('Undo')
  act(() => setLocale('zh'))
  expect(button().getAttribute('aria-label')).toBe('撤销')
})

test('pressed while it cannot be done it says why and does nothing', () => {
  render(<ActionButton action={deleteSelection} />)
  const before = useEditor.getState().history
  fireEvent.click(button())
  expect(useEditor.getState().history).toBe(before)
  expect(useToasts.getState().toasts[0]!.message.en).toBe('Nothing is selected.')
})

test('the tooltip says the label, the key and the reason', async () => {
  render(<ActionButton action={undo} iconOnly />)
  fireEvent.focus(button())
  act(() => button().focus())
  await vi.waitFor(() => expect(document.body.textContent).toContain('There is nothing to undo.'))
  expect(document.querySelector('kbd')!.textContent).toBe('Ctrl+Z')
})

test('Train takes a person to what blocks it', () => {
  useEditor.getState().execute('setParams', { id: 'features/c1', params: { kernelSize: [99, 99] } })
  expect(useEditor.getState().analysis.trainable).toBe(false)
  render(<ActionButton action={train} />)
  fireEvent.click(button())
  expect(useView.getState().bottomTab).toBe('problems')
  expect(useView.getState().revealed?.id).toBe('features/c1')
  expect(useEditor.getState().selection).toEqual(['features/c1'])
})

test('it follows what the main side finds in the data', () => {
  const source = 'folder:/images'
  useEditor.getState().execute('setPlan', { plan: { data: source } })
  const message = { en: 'There are no images.', zh: '没有图像。' }
  const reason = defineAction({ ...train, enabled: () => whyDataDoesNotFit() ?? true })
  render(<ActionButton action={reason} />)
  expect(isDisabled()).toBe(false)
  act(() => useData.setState({ source, answer: fail('no-images', message) }))
  expect(isDisabled()).toBe(true)
})
