import { Plan } from '../../src-core/training/plan.ts'
import { fieldsOf } from '../forms/field.ts'

/** What most people never touch stays behind 'More'. */
const seldom: ReadonlySet<string> = new Set(['limit', 'device'] satisfies (keyof Plan)[])

const fields = fieldsOf(Plan)
export const mainFields = fields.filter((field) => !seldom.has(field.key))
export const moreFields = fields.filter((field) => seldom.has(field.key))
