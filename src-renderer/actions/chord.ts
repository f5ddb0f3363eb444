import type { Text } from '../../src-core/text.ts'
import { isSign, keptByBrowser, keyLabel, pressedKey } from '../ui/keys.ts'

/** Keys that change what others mean, and what an unfinished character is. */
const unfinished = new Set([
  'control',
  'shift',
  'alt',
  'meta',
  'altgraph',
  'capslock',
  'dead',
  'process',
  'unidentified',
])
/** Fields, lists and the canvas live by these, alone or with Shift. */
const keysOfFocus = new Set(['tab', 'enter', 'space', 'escape', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright'])
/** The clipboard comes as the system's events, not as keys. */
const keysOfClipboard = new Set(['mod+c', 'mod+x', 'mod+v'])
const keptBySystem = new Set(['alt+f4', 'mod+q', 'alt+tab', 'alt+shift+tab'])
const keptByMac = new Set(['mod+h', 'mod+m', 'mod+tab', 'mod+`', 'mod+space'])

/** The chord that a press is, as `matchesChord` reads it; undefined until a whole key is pressed. */
export function chordOf(event: KeyboardEvent, mac: boolean): string | undefined {
  const pressed = pressedKey(event)
  if (event.isComposing || unfinished.has(pressed)) return undefined
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  // As `matchesChord` tells them: a letter by its place where the character is of another script.
  const key = /^[a-z0-9]$/.test(pressed) ? pressed : (letter ?? digit ?? pressed)
  const held = {
    mod: mac ? event.metaKey : event.ctrlKey,
    ctrl: mac && event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey && !isSign(key),
  }
  const modifiers = Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [name] : []))
  return [...modifiers, key].join('+')
}

/** Why a chord cannot be an action's key in this shell, if it cannot. */
export function whyKept(chord: string, { browser, mac }: { browser: boolean; mac: boolean }): Text | undefined {
  const key = keyLabel(chord, mac)
  const mod = mac ? '⌘' : 'Ctrl'
  if (keysOfClipboard.has(chord))
    return {
      en: `${key} belongs to the clipboard. Press another key.`,
      zh: `${key} 专用于剪贴板，请换一个键。`,
    }
  if (keysOfFocus.has(chord.replace(/^shift\+/, '')))
    return {
      en: `${key} is what lists, fields and the canvas are used with. Add ${mod} or Alt, or press another key.`,
      zh: `${key} 用于操作列表、输入框和画布。请加上 ${mod} 或 Alt，或换一个键。`,
    }
  if (keptBySystem.has(chord) || (mac && keptByMac.has(chord)))
    return { en: `The system keeps ${key} for itself. Press another key.`, zh: `${key} 由系统占用，请换一个键。` }
  if (browser && keptByBrowser.has(chord))
    return {
      en: `The browser keeps ${key} for itself. Press another key.`,
      zh: `${key} 由浏览器占用，请换一个键。`,
    }
  return undefined
}
