// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { actionOfKey } from './key-press.ts'
import { actions, sections } from './registry.ts'

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) useEditor.getState().load({ document: made.value })
  useEditor.getState().select(['features/c1'])
  // `data-panel` is how the panels that are drawn larger and smaller call themselves.
  document.body.innerHTML = `
    <div data-area="top"><button id="bar"></button></div>
    <div data-panel="true"><div data-area="canvas" id="canvas" tabindex="-1"><button id="caret"></button></div></div>
    <div data-area="library"><div role="listbox"><div role="option" id="option" tabindex="0"></div></div></div>
    <div data-area="inspector"><input id="field" /><select id="choice"></select><input type="checkbox" id="check" /></div>
    <div role="dialog"><button id="dialog"></button></div>
    <div role="menu"><div role="menuitem" id="item" tabindex="0"></div></div>`
})
afterEach(() => useView.setState({ scope: '', overlay: undefined }))

/** What a press does where the focus is: an action's id, `nothing` where even the browser is kept from it. */
function pressed(where: string, chord: string): string | undefined {
  const parts = chord.split('+')
  const event = new KeyboardEvent('keydown', {
    key: parts.at(-1),
    ctrlKey: parts.includes('ctrl'),
    shiftKey: parts.includes('shift'),
    altKey: parts.includes('alt'),
    bubbles: true,
  })
  const element = where === 'body' ? document.body : document.getElementById(where)!
  element.dispatchEvent(event)
  const press = actionOfKey(event, actions)
  return typeof press === 'object' ? press.run.id : press
}

describe('what a key does depends on where the focus is', () => {
  test.each([
    // where, key, what
    ['body', 'Delete', 'delete'],
    ['canvas', 'Delete', 'delete'],
    ['canvas', 'ctrl+Delete', 'delete-apart'],
    ['bar', 'Delete', 'delete'],
    ['option', 'Delete', undefined],
    ['field', 'Delete', undefined],
    ['field', 'Backspace', undefined],
    ['check', 'Delete', undefined],
    ['dialog', 'Delete', undefined],
    // Typing stays typing; what belongs to the window goes on.
    ['field', 'ctrl+z', undefined],
    ['field', 'ctrl+a', undefined],
    ['field', 'h', undefined],
    ['choice', 'h', undefined],
    ['field', '?', undefined],
    ['field', 'ctrl+k', 'palette'],
    ['field', 'F6', 'focus-next-panel'],
    ['canvas', '?', 'keys'],
    ['option', '?', 'keys'],
    // The browser's own Ctrl+S is no use to anybody.
    ['dialog', 'ctrl+s', 'nothing'],
    ['item', 'ctrl+k', 'nothing'],
    ['dialog', 'ctrl+a', undefined],
    // Nothing to redo yet: Ctrl+Y must not open the browser's history.
    ['canvas', 'ctrl+y', 'nothing'],
    // Copying comes as an event of the clipboard.
    ['canvas', 'ctrl+c', undefined],
    ['canvas', 'ctrl+v', undefined],
    // A button is pressed by Enter.
    ['caret', 'Enter', undefined],
    ['canvas', 'Escape', 'select-none'],
    ['item', 'Escape', undefined],
    ['canvas', 'x', undefined],
  ])('%s: %s → %s', (where, chord, expected) => expect(pressed(where, chord)).toBe(expected))

  test('Escape leaves a block before it lets go of the selection', () => {
    useView.setState({ scope: 'features' })
    expect(pressed('canvas', 'Escape')).toBe('leave-block')
  })

  test('Enter enters the block that is selected', () => {
    useEditor.getState().select(['features'])
    expect(pressed('canvas', 'Enter')).toBe('enter-block')
    expect(pressed('option', 'Enter')).toBe(undefined)
  })

  test('a key that someone before has taken is left alone', () => {
    const event = new KeyboardEvent('keydown', { key: 'Delete', cancelable: true })
    event.preventDefault()
    expect(actionOfKey(event, actions)).toBe(undefined)
  })
})

describe('the registry', () => {
  test('an id names one action', () => {
    const ids = actions.map((action) => action.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('no two actions have a key in common but those for Escape', () => {
    const taken = new Map<string, string>()
    for (const { id, keys = [] } of actions)
      for (const key of keys) {
        if (key !== 'escape') expect(taken.get(key), `${key}: ${id}`).toBe(undefined)
        taken.set(key, id)
      }
  })

  test('every action says itself in both languages, in a section', () => {
    for (const { title, actions } of sections)
      for (const { label } of [{ label: title }, ...actions])
        expect(label.en && label.zh && label.en !== label.zh, label.en).toBeTruthy()
  })
})
