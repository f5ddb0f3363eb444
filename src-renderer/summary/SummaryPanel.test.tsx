// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { useSummary } from './state.ts'
import { SummaryPanel } from './SummaryPanel.tsx'

const editor = () => useEditor.getState()
const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) editor().load({ document: made.value })
  useSummary.setState({ sort: undefined, grouped: true, folded: new Set(['features']) })
})
afterEach(cleanup)

test('a head sorts, turns round, and goes back to how data runs', () => {
  useSummary.setState({ grouped: false })
  render(<SummaryPanel />)
  const head = screen.getByRole('columnheader', { name: 'Parameters' })
  const first = names()
  fireEvent.click(screen.getByRole('button', { name: 'Parameters' }))
  expect(head.getAttribute('aria-sort')).toBe('descending')
  expect(names()[0]).toBe('c5')
  fireEvent.click(screen.getByRole('button', { name: 'Parameters' }))
  expect(head.getAttribute('aria-sort')).toBe('ascending')
  fireEvent.click(screen.getByRole('button', { name: 'Parameters' }))
  expect(head.getAttribute('aria-sort')).toBeNull()
  expect(names()).toEqual(first)
})

test('a row selects and shows its layer; the arrow keys go on from there', () => {
  render(<SummaryPanel />)
  const name = screen.getByRole('button', { name: 'f6' })
  fireEvent.click(name)
  expect(editor().selection).toEqual(['classifier/f6'])
  expect(useView.getState().revealed).toMatchObject({ id: 'classifier/f6' })
  fireEvent.keyDown(name, { key: 'ArrowDown' })
  expect(editor().selection).toEqual(['classifier/predictions'])
})

test('a layer that is selected elsewhere is marked, out of the folded block that it is in', () => {
  render(<SummaryPanel />)
  expect(screen.queryByRole('button', { name: 'c3' })).toBeNull()
  act(() => editor().select(['features/c3']))
  expect(screen.getByRole('button', { name: 'c3' }).closest('tr')!.getAttribute('aria-current')).toBe('true')
})

test('figures follow an edit', () => {
  render(<SummaryPanel />)
  fireEvent.click(screen.getByRole('button', { name: 'Rows of Features' }))
  const row = () => screen.getByRole('button', { name: 'c1' }).closest('tr')!.textContent
  expect(row()).toContain('28×28×6')
  act(() => void editor().execute('setParams', { id: 'features/c1', params: { filters: 9 } }))
  expect(row()).toContain('28×28×9')
})
