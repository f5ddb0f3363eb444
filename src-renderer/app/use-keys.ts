import { useEffect } from 'react'
import { actionOfKey } from '../actions/key-press.ts'
import { actions } from '../actions/registry.ts'
import { runAction } from '../actions/run.ts'

/** The keys of all actions, wherever the focus is. Whoever handles a key before prevents its default. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const press = actionOfKey(event, actions)
      if (!press) return
      event.preventDefault()
      // A key that is held undoes step after step, but saves once.
      if (press === 'nothing' || (event.repeat && press.run.anywhere)) return
      runAction(press.run)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
