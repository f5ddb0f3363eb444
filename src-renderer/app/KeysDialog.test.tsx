// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useBindings } from '../actions/bindings.ts'
import { setLocale } from '../i18n/locale.ts'
import { KeysDialog } from './KeysDialog.tsx'

afterEach(() => {
  cleanup()
  setLocale('en')
  useBindings.setState({ changed: {} })
})

const key = (name: RegExp) => screen.getByRole('button', { name })
const changed = () => useBindings.getState().changed
const press = (init: KeyboardEventInit) => fireEvent.keyDown(document.activeElement ?? document.body, init)

/** Waits until the dialog has the focus, which would be taken from a key that asks. */
async function open(): Promise<void> {
  render(<KeysDialog />)
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('dialog')))
}

function ask(name: RegExp): void {
  const button = key(name)
  button.focus()
  fireEvent.click(button)
}

test('a new key is pressed, remembered, and reset', async () => {
  await open()
  ask(/^Change the key of Rename/)
  expect(screen.getByRole('alert').textContent).toContain('Press the new key')
  press({ key: 'Control', ctrlKey: true })
  press({ key: 'u', ctrlKey: true })
  expect(changed()).toEqual({ rename: ['mod+u'] })
  expect(document.activeElement).toBe(key(/^Change the key of Rename.*: Ctrl\+U$/))
  expect(localStorage.getItem('layerloom.keys')).toContain('mod+u')
  fireEvent.click(key(/^Reset the key of Rename/))
  expect(changed()).toEqual({})
})

test('a key that another action has is taken over or left', async () => {
  await open()
  ask(/^Change the key of Rename/)
  press({ key: 'g', ctrlKey: true })
  expect(screen.getByRole('alert').textContent).toMatch(/^Ctrl\+G is the key of “Group/)
  fireEvent.click(key(/^Cancel$/))
  expect(changed()).toEqual({})
  ask(/^Change the key of Rename/)
  press({ key: 'g', ctrlKey: true })
  fireEvent.click(key(/^Take it over$/))
  expect(changed()).toEqual({ rename: ['mod+g'], group: [] })
  fireEvent.click(key(/^Reset all keys$/))
  expect(changed()).toEqual({})
})

test('a key that the browser keeps is refused, Esc leaves, and the dialog stays', async () => {
  await open()
  ask(/^Change the key of Rename/)
  press({ key: 't', ctrlKey: true })
  expect(screen.getByRole('alert').textContent).toBe('The browser keeps Ctrl+T for itself. Press another key.')
  press({ key: 'Escape' })
  expect(screen.queryByRole('alert')).toBe(null)
  expect(changed()).toEqual({})
  expect(screen.getByRole('dialog')).toBeTruthy()
})

test('it says itself in Chinese', async () => {
  setLocale('zh')
  await open()
  ask(/^更改“重命名/)
  press({ key: 'g', ctrlKey: true })
  expect(screen.getByRole('alert').textContent).toMatch(/^Ctrl\+G 已用于“/)
})
