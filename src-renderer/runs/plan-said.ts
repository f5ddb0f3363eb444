import { labelOf } from '../../src-core/graph/param-problems.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { sayValue } from '../compare/say-change.ts'

export type PlanField = keyof Plan

export const planFields = Object.keys(Plan.shape) as PlanField[]

/** Whether a field of a plan plays a part: momentum does in SGD, not in Adam. */
export const counts = (plan: Plan, field: PlanField): boolean =>
  plan[field] !== undefined && (Plan.shape[field].meta()?.when?.(plan) ?? true)

export const sayField = (field: PlanField): Text => labelOf(Plan, field)

/** What a plan says of a field: what is meant where nothing is said, a dash where it plays no part. */
export function sayPlan(plan: Plan, field: PlanField): Text {
  if (counts(plan, field)) return sayValue(Plan, field, plan[field])
  const unsaid = plan[field] === undefined ? Plan.shape[field].meta()?.placeholder : undefined
  return unsaid ?? same('–')
}
