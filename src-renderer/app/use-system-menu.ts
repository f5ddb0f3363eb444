import { useEffect } from 'react'
import { keysOf, useBindings } from '../actions/bindings.ts'
import { isField } from '../actions/key-press.ts'
import { actionOf, actions } from '../actions/registry.ts'
import { runAction } from '../actions/run.ts'
import { shownChord } from '../ui/keys.ts'

/** What the system's Edit menu means for a field that is being typed in. */
const inField: Readonly<Record<string, string>> = {
  undo: 'undo',
  redo: 'redo',
  delete: 'delete',
  'select-all': 'selectAll',
}

/** Tells the menu the keys, which a person may have changed. */
function showKeys(): void {
  const keys = actions.flatMap((action) => {
    const chord = shownChord(keysOf(action))
    return chord === undefined ? [] : [[action.id, chord] as const]
  })
  window.layerloom?.showKeys(Object.fromEntries(keys))
}

let listening = false

/** Runs what a person chooses from the system's menu, where the shell has one. */
export function useSystemMenu(): void {
  useEffect(() => {
    // The shell keeps its handlers for as long as the page lives.
    if (listening) return
    listening = true
    showKeys()
    useBindings.subscribe(showKeys)
    window.layerloom?.onMenu((id) => {
      const command = isField(document.activeElement) ? inField[id] : undefined
      if (command) return void document.execCommand(command)
      const action = actionOf(id)
      if (action) runAction(action)
    })
  }, [])
}
