// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { setLocale } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useToasts } from '../ui/toast.ts'
import { ProblemFixes } from './ProblemFixes.tsx'
import { ProblemsPanel } from './ProblemsPanel.tsx'

const editor = () => useEditor.getState()

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) editor().load({ document: made.value })
})
afterEach(() => {
  cleanup()
  setLocale('en')
})

test('a network without problems says what that means, in both languages', () => {
  render(<ProblemsPanel />)
  expect(screen.getByRole('status').textContent).toContain('This network can be trained.')
  act(() => setLocale('zh'))
  expect(screen.getByRole('status').textContent).toContain('该网络可以训练。')
})

test('problems are listed as data runs, and Enter goes to the node and its parameter', () => {
  editor().execute('setParams', { id: 'features/c3', params: { groups: 4 } })
  editor().execute('setParams', { id: 'features/c1', params: { filters: -1 } })
  render(<ProblemsPanel />)
  // c3 gets no shape any more, so that only its own parameters could be wrong.
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  act(() => editor().undo())
  expect(screen.getByText('6 input channels cannot be split into 4 equal groups.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /features\/c3/ }))
  expect(editor().selection).toEqual(['features/c3'])
  expect(useView.getState().revealed).toMatchObject({ id: 'features/c3', param: 'groups' })
})

test('errors come before warnings, and the arrow keys walk the list', () => {
  editor().execute('addLayer', { kind: 'flatten', id: 'a' })
  editor().execute('addLayer', { kind: 'dense', id: 'b', connectFrom: 'a' })
  editor().execute('setParams', { id: 'features/c3', params: { groups: 4 } })
  render(<ProblemsPanel />)
  const severities = screen.getAllByRole('listitem').map((item) => item.dataset.severity)
  expect(severities).toContain('warning')
  expect(severities).toEqual([...severities].sort())
  const [first, second] = screen.getAllByRole('button', { name: /^(Error|Warning)/ })
  act(() => first!.focus())
  fireEvent.keyDown(first!, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(second)
})

test('a fix mends, and the list follows', () => {
  editor().execute('setParams', { id: 'features/c3', params: { groups: 4 } })
  render(<ProblemsPanel />)
  fireEvent.click(screen.getByRole('button', { name: 'Use one group' }))
  expect(editor().analysis.problems).toEqual([])
  expect(screen.getByRole('status')).toBeTruthy()
})

test('a fix that can no longer be applied says why', () => {
  const fix = { label: { en: 'Mend', zh: '修复' }, command: 'setParams', input: { id: 'gone', params: {} } }
  render(
    <ProblemFixes problem={{ code: 'x', severity: 'error', message: { en: 'Odd.', zh: '异常。' }, fixes: [fix] }} />,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Mend' }))
  expect(useToasts.getState().toasts.at(-1)!.message.en).toBe('There is no layer “gone”.')
})
