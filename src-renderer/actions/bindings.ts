import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { shownChord } from '../ui/keys.ts'
import type { Action } from './define.ts'

/** Chords of the actions whose keys a person changed, by the action's id. */
export type Bindings = Readonly<Record<string, readonly string[]>>

/** What a person changed of the keys; every other action has those that it is defined with. Remembered. */
export const useBindings = create<{ changed: Bindings }>()(
  persist((): { changed: Bindings } => ({ changed: {} }), { name: 'layerloom.keys', version: 1 }),
)

/** The keys that an action has. Menus, tooltips, the palette and the keyboard all ask here. */
export const keysOf = (action: Action, changed = useBindings.getState().changed): readonly string[] =>
  changed[action.id] ?? action.keys ?? []

/** The chord to show beside an action; the component follows. */
export const useChord = (action: Action): string | undefined =>
  useBindings(({ changed }) => shownChord(keysOf(action, changed)))

/** Actions other than `action` that have the chord. Two that were defined with one key share it: Esc goes outwards. */
export function holdersOf(chord: string, action: Action, all: readonly Action[], changed: Bindings): Action[] {
  const isShared = (other: Action) => action.keys?.includes(chord) && other.keys?.includes(chord)
  return all.filter((other) => other !== action && keysOf(other, changed).includes(chord) && !isShared(other))
}

/** Gives an action one key, taken from whoever has it. */
export function bind(chord: string, action: Action, all: readonly Action[], changed: Bindings): Bindings {
  return take([chord], action, all, changed)
}

/** Gives an action the keys that it is defined with back, taken from whoever has them by now. */
export function restore(action: Action, all: readonly Action[], changed: Bindings): Bindings {
  return take(action.keys ?? [], action, all, changed)
}

function take(chords: readonly string[], action: Action, all: readonly Action[], changed: Bindings): Bindings {
  const next: Record<string, readonly string[]> = { ...changed }
  for (const chord of chords)
    for (const holder of holdersOf(chord, action, all, next))
      next[holder.id] = keysOf(holder, next).filter((other) => other !== chord)
  next[action.id] = chords
  // What is as it was defined is no change, so that a later edition's keys come through.
  return Object.fromEntries(
    Object.entries(next).filter(([id, keys]) => {
      const defined = all.find((action) => action.id === id)?.keys ?? []
      return keys.join() !== defined.join()
    }),
  )
}
