// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { bind, holdersOf, keysOf, restore, useBindings } from './bindings.ts'
import { chordOf, whyKept } from './chord.ts'
import { actionOfKey } from './key-press.ts'
import { actionOf, actions } from './registry.ts'
import { pressOf } from '../ui/press.ts'
import type { Press } from '../ui/press.ts'

afterEach(() => useBindings.setState({ changed: {} }))

const action = (id: string) => actionOf(id)!

describe('the chord of a press', () => {
  test.each<[Press, string | undefined, string | undefined]>([
    // what is pressed, on a PC, on a Mac
    [{ key: 's', ctrl: true }, 'mod+s', 'ctrl+s'],
    [{ key: 's', meta: true }, 's', 'mod+s'],
    [{ key: 'S', ctrl: true, shift: true }, 'mod+shift+s', 'ctrl+shift+s'],
    [{ key: '?', code: 'Slash', shift: true }, '?', '?'],
    [{ key: '!', code: 'Digit1', shift: true }, 'shift+1', 'shift+1'],
    [{ key: '+', code: 'Equal', shift: true }, 'plus', 'plus'],
    // Option writes another character on a Mac.
    [{ key: 'ß', code: 'KeyS', alt: true }, 'alt+s', 'alt+s'],
    [{ key: 'я', code: 'KeyZ' }, 'z', 'z'],
    // A German keyboard: the letter, not the place.
    [{ key: 'z', code: 'KeyY' }, 'z', 'z'],
    [{ key: ' ' }, 'space', 'space'],
    [{ key: 'Control', ctrl: true }, undefined, undefined],
    [{ key: 'Dead' }, undefined, undefined],
  ])('%o', (press, pc, mac) => {
    expect(chordOf(pressOf(press), false)).toBe(pc)
    expect(chordOf(pressOf(press), true)).toBe(mac)
  })
})

test.each([
  ['mod+t', true, 'browser'],
  ['mod+t', false, undefined],
  ['alt+f4', false, 'system'],
  ['mod+c', false, 'clipboard'],
  ['tab', false, 'fields'],
  ['shift+arrowup', false, 'fields'],
  ['alt+arrowup', true, undefined],
  ['mod+enter', true, undefined],
  ['g', true, undefined],
])('%s, in a browser: %s → kept by %s', (chord, browser, by) => {
  const why = whyKept(chord, { browser, mac: false })
  if (by === undefined) expect(why).toBe(undefined)
  else expect(why!.en).toContain(by)
})

describe('conflicts', () => {
  test('say who has a key, but not of those that share it as they are defined', () => {
    expect(holdersOf('mod+g', action('rename'), actions, {}).map(({ id }) => id)).toEqual(['group'])
    expect(holdersOf('escape', action('select-none'), actions, {})).toEqual([])
    expect(holdersOf('mod+alt+9', action('rename'), actions, {})).toEqual([])
  })

  test('taking a key over leaves its holder the others that it has', () => {
    const changed = bind('mod+y', action('rename'), actions, {})
    expect(changed).toEqual({ rename: ['mod+y'], redo: ['mod+shift+z'] })
    // Back again: what is as it was defined is no change.
    expect(restore(action('redo'), actions, changed)).toEqual({ rename: [] })
    const both = restore(action('redo'), actions, changed)
    expect(restore(action('rename'), actions, both)).toEqual({})
  })

  test('restoring takes keys from whoever has them by now', () => {
    const moved = bind('mod+alt+9', action('group'), actions, {})
    const taken = bind('mod+g', action('rename'), actions, moved)
    expect(restore(action('group'), actions, taken)).toEqual({ rename: [] })
  })
})

describe('the keyboard', () => {
  const pressed = (key: string, ctrl?: true, target: Element = document.body) => {
    const event = new KeyboardEvent('keydown', { key, ctrlKey: ctrl, bubbles: true })
    target.dispatchEvent(event)
    const press = actionOfKey(event, actions)
    return typeof press === 'object' ? press.run.id : press
  }

  test('goes by the changed keys', () => {
    expect(pressed('k', true)).toBe('palette')
    useBindings.setState({ changed: bind('j', action('palette'), actions, {}) })
    expect(pressed('k', true)).toBe(undefined)
    expect(pressed('j')).toBe('palette')
    expect(keysOf(action('palette'))).toEqual(['j'])
  })

  test('a letter goes on being typed in a field, whatever it is the key of', () => {
    useBindings.setState({ changed: bind('j', action('palette'), actions, {}) })
    document.body.innerHTML = '<input />'
    expect(pressed('j', undefined, document.querySelector('input')!)).toBe(undefined)
  })
})
