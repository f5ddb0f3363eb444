import { toast } from '../ui/toast.ts'
import type { Action } from './define.ts'

/** Does what an action means, or says why it cannot be done now. */
export function runAction(action: Action): void {
  const enabled = action.enabled()
  if (enabled === true) return void action.run()
  toast({ kind: 'info', message: enabled })
  action.goToReason?.()
}
