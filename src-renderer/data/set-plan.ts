import type { Plan } from '../../src-core/training/plan.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { useEditor } from '../store/editor.ts'

/** Changes the plan; what comes of one `visit` to a field is one step for undo. */
export function setPlan(plan: Partial<Plan>, visit?: string): void {
  const done = useEditor
    .getState()
    .execute('setPlan', { plan }, visit === undefined ? {} : { mergeKey: `plan.${visit}` })
  if (!done.ok) sayRefusal(done)
}
