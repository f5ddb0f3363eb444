// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { heldLabel, keyLabel, matchesChord } from './keys.ts'
import { pressOf } from './press.ts'
import type { Press } from './press.ts'

describe('a chord as the keyboard writes it', () => {
  test.each([
    ['mod+shift+z', 'Ctrl+Shift+Z', '⇧⌘Z'],
    ['mod+alt+n', 'Ctrl+Alt+N', '⌥⌘N'],
    ['delete', 'Delete', 'Delete'],
    ['escape', 'Esc', 'Esc'],
    ['shift+1', 'Shift+1', '⇧1'],
    ['?', '?', '?'],
    ['f6', 'F6', 'F6'],
    ['mod+arrowdown', 'Ctrl+↓', '⌘↓'],
  ])('%s', (chord, pc, mac) => {
    expect(keyLabel(chord, false)).toBe(pc)
    expect(keyLabel(chord, true)).toBe(mac)
  })
})

test('a hand with a key held', () => {
  expect(heldLabel('alt', 'drag', false)).toBe('Alt+drag')
  expect(heldLabel('alt', 'drag', true)).toBe('⌥ drag')
})

describe('a key press is the chord', () => {
  test.each<[string, Press, boolean, boolean]>([
    // chord, what is pressed, on a PC, on a Mac
    ['mod+s', { key: 's', ctrl: true }, true, false],
    ['mod+s', { key: 's', meta: true }, false, true],
    ['mod+s', { key: 's', ctrl: true, shift: true }, false, false],
    ['mod+s', { key: 's', ctrl: true, alt: true }, false, false],
    ['mod+s', { key: 's' }, false, false],
    ['mod+shift+z', { key: 'Z', ctrl: true, shift: true }, true, false],
    // With caps lock on.
    ['mod+z', { key: 'Z', ctrl: true }, true, false],
    // A Russian keyboard: the letter by its place.
    ['mod+z', { key: 'я', code: 'KeyZ', ctrl: true }, true, false],
    // A German keyboard has Z where others have Y: the letter, not the place.
    ['mod+z', { key: 'y', code: 'KeyZ', ctrl: true }, false, false],
    ['mod+z', { key: 'z', code: 'KeyY', ctrl: true }, true, false],
    // Signs: Shift is as the keyboard needs it.
    ['?', { key: '?', shift: true }, true, true],
    ['?', { key: '?' }, true, true],
    ['?', { key: '/' }, false, false],
    ['shift+1', { key: '!', code: 'Digit1', shift: true }, true, true],
    ['shift+1', { key: '1', code: 'Digit1' }, false, false],
    ['delete', { key: 'Delete' }, true, true],
    ['delete', { key: 'Delete', ctrl: true }, false, false],
    ['h', { key: 'h' }, true, true],
    ['h', { key: 'h', meta: true }, false, false],
    ['shift+f6', { key: 'F6', shift: true }, true, true],
    ['f6', { key: 'F6', shift: true }, false, false],
  ])('%s ← %o', (chord, press, pc, mac) => {
    expect(matchesChord(pressOf(press), chord, false)).toBe(pc)
    expect(matchesChord(pressOf(press), chord, true)).toBe(mac)
  })
})
