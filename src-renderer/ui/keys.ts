export const isMac = /mac|iphone|ipad/i.test(navigator.platform)

const macSigns: Readonly<Record<string, string>> = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' }
const modifierNames: Readonly<Record<string, string>> = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift' }
const keyNames: Readonly<Record<string, string>> = {
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  plus: '+',
}

/** A chord of `Action.keys` as this computer's keyboard writes it: `mod+shift+z` → `Ctrl+Shift+Z` or `⇧⌘Z`. */
export function keyLabel(chord: string, mac = isMac): string {
  const parts = chord.split('+')
  const key = parts.pop()!
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key[0]!.toUpperCase() + key.slice(1))
  if (!mac) return [...parts.map((part) => modifierNames[part] ?? part), name].join('+')
  // Apple's order: control, option, shift, command.
  const order = ['ctrl', 'alt', 'shift', 'mod']
  return (
    parts.sort((a, b) => order.indexOf(a) - order.indexOf(b)).reduce((all, part) => all + macSigns[part], '') + name
  )
}

/** What a hand does while a key is held: `Alt+drag`, on a Mac `⌥ drag`. */
export const heldLabel = (modifier: 'mod' | 'alt' | 'shift', hand: string, mac = isMac): string =>
  mac ? `${macSigns[modifier]} ${hand}` : `${modifierNames[modifier]}+${hand}`

/** Chrome and Firefox never tell a page of these. */
export const keptByBrowser = new Set([
  ...['mod+n', 'mod+shift+n', 'mod+t', 'mod+shift+t', 'mod+w', 'mod+shift+w'],
  ...['mod+tab', 'mod+shift+tab', 'ctrl+tab', 'ctrl+shift+tab', 'mod+pageup', 'mod+pagedown'],
])

/** The one of an action's chords to show: the first that works in this shell. */
export const shownChord = (keys: readonly string[] | undefined): string | undefined =>
  keys?.find((chord) => window.layerloom || !keptByBrowser.has(chord))

/** The key of a press as chords name it. */
export const pressedKey = ({ key }: KeyboardEvent): string =>
  key === ' ' ? 'space' : key === '+' ? 'plus' : key.toLowerCase()

/** Whether a key is a sign, which some keyboards need Shift for and others do not. */
export const isSign = (key: string): boolean => key === 'plus' || (key.length === 1 && !/[a-z0-9]/.test(key))

/**
 * Whether a key press is a chord. Letters are told by their character, so that other layouts keep their letters, and by
 * the key's place where the character is of another script. Chords of a sign such as `?` name the character, so that
 * Shift is as the keyboard needs it.
 */
export function matchesChord(event: KeyboardEvent, chord: string, mac = isMac): boolean {
  const parts = chord.split('+')
  const key = parts.pop()!
  const wanted = (modifier: string) => parts.includes(modifier)
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (wanted('mod') !== mod || wanted('ctrl') !== (mac && other) || (!mac && other)) return false
  if (wanted('alt') !== event.altKey) return false
  if (!isSign(key) && wanted('shift') !== event.shiftKey) return false
  const pressed = pressedKey(event)
  if (pressed === key) return true
  // Shift makes another character of a digit, and a keyboard of another script has no Latin letters.
  if (/^[0-9]$/.test(key)) return event.code === `Digit${key}`
  return /^[a-z]$/.test(key) && !/^[a-z]$/.test(pressed) && event.code === `Key${key.toUpperCase()}`
}
