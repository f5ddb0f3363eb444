import { Plan } from '../../src-core/training/plan.ts'
import { fieldsOf } from '../forms/field.ts'

/** What most people never touch stays behind 'More'. */
const seldom: ReadonlySet<string> = new Set(['limit', 'device'] satisfies (keyof Plan)[])

/** What is done to images is shown with the data, on a few of them. */
const fields = fieldsOf(Plan).filter(({ key }) => key !== 'augmentation')
export const mainFields = fields.filter((field) => !seldom.has(field.key))
export const moreFields = fields.filter((field) => seldom.has(field.key))
