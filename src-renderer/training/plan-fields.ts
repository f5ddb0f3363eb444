import { z } from 'zod'
import { Plan } from '../../src-core/training/plan.ts'
import { startKeys } from '../../src-core/training/plan/start.ts'
import type { Text } from '../../src-core/text.ts'
import { fieldsOf } from '../forms/field.ts'
import type { Field } from '../forms/field.ts'

/** The fields of one heading behind 'More'. */
export interface Group {
  title: Text
  fields: Field[]
}

/** Data and what is done to its images have a page of their own, and weights to begin with are chosen elsewhere. */
const elsewhere: string[] = ['augmentation', 'data', ...startKeys]
const fields = fieldsOf(Plan).filter(({ key }) => !elsewhere.includes(key))

const metaOf = ({ schema }: Field) => z.globalRegistry.get(schema) ?? {}

/** The fields that have an effect on this plan of a network with so many outputs, in the schema's order. */
export const shownFields = (plan: Plan, outputs: number): Field[] =>
  fields.filter((field) => (field.key !== 'auxiliaryWeight' || outputs > 1) && (metaOf(field).when?.(plan) ?? true))

/** What everybody sees. */
export const essential = (shown: readonly Field[]): Field[] => shown.filter((field) => !metaOf(field).group)

/** What most people never touch, under its headings. */
export function groups(shown: readonly Field[]): Group[] {
  const found = new Map<string, Group>()
  for (const field of shown) {
    const title = metaOf(field).group
    if (!title) continue
    const group = found.get(title.en) ?? { title, fields: [] }
    group.fields.push(field)
    found.set(title.en, group)
  }
  return [...found.values()]
}
