import { useEffect } from 'react'
import { isField } from '../actions/key-press.ts'
import { actionOf } from '../actions/registry.ts'
import { runAction } from '../actions/run.ts'

/** What the system's Edit menu means for a field that is being typed in. */
const inField: Readonly<Record<string, string>> = { undo: 'undo', redo: 'redo', delete: 'delete' }

let listening = false

/** Runs what a person chooses from the system's menu, where the shell has one. */
export function useSystemMenu(): void {
  useEffect(() => {
    // The shell keeps its handlers for as long as the page lives.
    if (listening) return
    listening = true
    window.layerloom?.onMenu((id) => {
      const command = isField(document.activeElement) ? inField[id] : undefined
      if (command) return void document.execCommand(command)
      const action = actionOf(id)
      if (action) runAction(action)
    })
  }, [])
}
