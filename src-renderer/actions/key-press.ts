import { matchesChord } from '../ui/keys.ts'
import { keysOf } from './bindings.ts'
import type { Action } from './define.ts'

/** A place where letters are typed or chosen by. */
const fields =
  'input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable]'
/** What lies over the window and has the keyboard to itself. */
const over = '[role=dialog], [role=alertdialog], [role=menu]'
/** Panels with lists, buttons and fields of their own. */
const panelsWithKeys = '[data-area]:not([data-area=canvas], [data-area=top])'
/** Keys that lists and buttons live by. */
const keysOfLists = new Set(['enter', 'space', 'escape', 'home', 'end', 'delete', 'backspace'])
/** Told by the browser as events of the clipboard, see `app/use-clipboard.ts`. */
export const eventsOfClipboard = new Set(['copy', 'cut', 'paste'])

export const isField = (target: EventTarget | null): boolean => target instanceof Element && !!target.closest(fields)

export const isOver = (target: EventTarget | null): boolean => target instanceof Element && !!target.closest(over)

/** What a key press asks for: an action to run, or that nothing is to happen, not even what the browser would do. */
export type KeyPress = { run: Action } | 'nothing' | undefined

/** Finds the action of a key press where the focus is; of several with one key the first that can be done. */
export function actionOfKey(event: KeyboardEvent, actions: readonly Action[]): KeyPress {
  if (event.defaultPrevented || event.isComposing) return undefined
  const { target } = event
  const meant = actions.flatMap((action) => {
    if (eventsOfClipboard.has(action.id)) return []
    const chord = keysOf(action).find((chord) => matchesChord(event, chord))
    return chord === undefined ? [] : [{ action, chord }]
  })
  // Over a dialog Ctrl+S is not to save the page of the browser.
  if (isOver(target)) return meant.some(({ action }) => action.anywhere) ? 'nothing' : undefined
  const here = meant.filter(
    ({ action, chord }) => (action.anywhere && !(isField(target) && isTyped(chord))) || isForWindow(target, chord),
  )
  const able = here.find(({ action }) => action.enabled() === true)
  if (able) return { run: able.action }
  const telling = here.find(({ action }) => action.anywhere)
  if (telling) return { run: telling.action }
  return here.some(({ chord }) => chord.includes('mod')) ? 'nothing' : undefined
}

/** Whether a chord writes or moves in a field, so that no action may take it from there. */
const isTyped = (chord: string): boolean => !chord.includes('mod') && !/(^|\+)f\d+$/.test(chord)

/** Whether a key belongs to the window as a whole rather than to what has the focus. */
function isForWindow(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true
  if (target.closest(fields)) return false
  const key = chord.split('+').at(-1)!
  if (chord.includes('mod') || !keysOfLists.has(key)) return true
  if (target.closest(panelsWithKeys)) return false
  // A button is pressed by these.
  return !((key === 'enter' || key === 'space') && target.closest('button, a, [role=button]'))
}
