import type { Plan } from '../../src-core/training/plan.ts'
import { edit } from './edit.ts'

/** Changes the plan; what comes of one `visit` to a field is one step for undo. */
export const setPlan = (plan: Partial<Plan>, visit?: string): boolean =>
  edit('setPlan', { plan }, visit === undefined ? {} : { mergeKey: `plan.${visit}` })
