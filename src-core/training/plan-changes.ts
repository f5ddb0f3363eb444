import { sameJson } from '../document/same-json.ts'
import { Plan } from './plan.ts'

/** A field in which two plans differ; a field that is not said has no value. */
export interface PlanChange {
  field: keyof Plan
  from: unknown
  to: unknown
}

/** In which fields two plans differ, in the order of the form. */
export const comparePlans = (from: Plan, to: Plan): PlanChange[] =>
  (Object.keys(Plan.shape) as (keyof Plan)[])
    .filter((field) => !sameJson(from[field], to[field]))
    .map((field) => ({ field, from: from[field], to: to[field] }))
