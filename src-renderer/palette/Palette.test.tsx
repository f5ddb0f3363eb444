// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { setLocale } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { openOverlay, useView } from '../store/view.ts'
import { Palette } from './Palette.tsx'

serveFakeMain()

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) useEditor.getState().load({ document: made.value })
  openOverlay('palette')
})
afterEach(() => {
  cleanup()
  setLocale('en')
})

const box = () => screen.getByRole<HTMLInputElement>('combobox')
const type = (value: string) => fireEvent.change(box(), { target: { value } })
const press = (key: string) => fireEvent.keyDown(box(), { key })
const options = () => screen.getAllByRole('option').map((option) => option.querySelector('.palette-title')!.textContent)
const chosen = () => screen.getByRole('option', { selected: true }).querySelector('.palette-title')!.textContent

describe('by keyboard', () => {
  test('before anything is typed it offers what can be done, and none of the nodes', () => {
    render(<Palette />)
    expect(options()).toContain('New…')
    expect(options()).toContain('Open LeNet-5')
    expect(options()).not.toContain('Undo')
    expect(options()).not.toContain('features/c1')
  })

  test('arrows go round, and say which is chosen', () => {
    render(<Palette />)
    const [first, second] = options()
    press('ArrowDown')
    expect(chosen()).toBe(second)
    press('ArrowUp')
    press('ArrowUp')
    expect(chosen()).toBe(options().at(-1))
    press('ArrowDown')
    expect(chosen()).toBe(first)
    expect(box().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
  })

  test('Enter goes to a node', async () => {
    render(<Palette />)
    type('c3')
    expect(chosen()).toBe('features/c3')
    press('Enter')
    await vi.waitFor(() => expect(useEditor.getState().selection).toEqual(['features/c3']))
    expect(useView.getState().overlay).toBe(undefined)
    expect(useView.getState().revealed?.id).toBe('features/c3')
  })

  test('Enter adds a layer behind what is selected', async () => {
    useEditor.getState().select(['features/c1'])
    render(<Palette />)
    type('dropout')
    expect(chosen()).toBe('Add Dropout')
    press('Enter')
    await vi.waitFor(() =>
      expect(Object.keys(useEditor.getState().history.document.edges)).toContain('features/c1->features/dropout1#0'),
    )
  })

  test('typing chooses the best again', () => {
    render(<Palette />)
    press('ArrowDown')
    press('ArrowDown')
    type('undo')
    expect(chosen()).toBe(options()[0])
  })

  test('an Enter that ends the writing of Chinese signs runs nothing', () => {
    render(<Palette />)
    type('dropout')
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true })
    expect(useView.getState().overlay).toBe('palette')
  })
})

describe('in either language', () => {
  test.each([
    ['en', '卷积', 'Add Convolution'],
    ['zh', 'conv', '添加卷积'],
    ['zh', '撤销', '撤销'],
    ['en', 'conv2d', 'Add Convolution'],
    ['en', 'max-pool', 'Add Max pooling'],
  ] as const)('%s: %s finds %s', (locale, query, expected) => {
    setLocale(locale)
    render(<Palette />)
    type(query)
    expect(options()).toContain(expected)
  })
})

test('what cannot be done now is found with its reason', () => {
  render(<Palette />)
  type('undo')
  const option = screen.getByRole('option', { name: /Undo/ })
  expect(option.getAttribute('aria-disabled')).toBe('true')
  expect(option.textContent).toContain('There is nothing to undo.')
})

test('nothing found is said', () => {
  render(<Palette />)
  type('qqqq')
  expect(screen.queryAllByRole('option')).toEqual([])
  expect(screen.getByText('Nothing here is called “qqqq”.')).toBeTruthy()
})
