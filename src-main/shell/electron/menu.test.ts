import { expect, test } from 'vitest'
import { accelerator, menuTemplate } from './menu.ts'

// As Electron's documentation writes accelerators.
test.each([
  ['mod+shift+z', 'CmdOrCtrl+Shift+Z'],
  ['alt+arrowup', 'Alt+Up'],
  ['f6', 'F6'],
  ['?', '?'],
  ['mod+plus', 'CmdOrCtrl+Plus'],
  ['mod+ö', undefined],
  ['f99', undefined],
  [undefined, undefined],
])('%s → %s', (chord, expected) => expect(accelerator(chord)).toBe(expected))

test('the menu shows the keys that it is told', () => {
  const items = (keys?: Record<string, string>) =>
    menuTemplate('en', () => {}, { keys }).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  const shown = (keys?: Record<string, string>) => items(keys).find(({ id }) => id === 'save')!.accelerator
  expect(shown()).toBe(undefined)
  expect(shown({ save: 'mod+alt+s' })).toBe('CmdOrCtrl+Alt+S')
})
