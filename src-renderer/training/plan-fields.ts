import { z } from 'zod'
import { Plan } from '../../src-core/training/plan.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'

export type PlanKey = keyof typeof Plan.shape

/** One field of the plan's form, made from the schema alone. */
export interface PlanField {
  key: PlanKey
  label: Text
  help?: Text
  control: 'choice' | 'number' | 'text'
  /** Of a choice: the values offered. */
  choices: { value: string; label: Text }[]
  /** May be left empty. */
  optional: boolean
  /** What a number must be, in words. */
  range?: Text
}

/** What most people never touch stays behind 'More'. */
const seldom: ReadonlySet<PlanKey> = new Set(['limit', 'device'])

const fields = (Object.keys(Plan.shape) as PlanKey[]).map(fieldOf)
export const mainFields = fields.filter((field) => !seldom.has(field.key))
export const moreFields = fields.filter((field) => seldom.has(field.key))

function fieldOf(key: PlanKey): PlanField {
  const schema: z.ZodType = Plan.shape[key]
  const meta = schema.meta() ?? {}
  const form = z.toJSONSchema(schema, { io: 'input' })
  const values = (form.enum as string[] | undefined) ?? Object.keys(meta.choices ?? {})
  const isNumber = form.type === 'number' || form.type === 'integer'
  return {
    key,
    label: meta.label ?? same(key),
    ...(meta.help ? { help: meta.help } : {}),
    control: values.length > 0 ? 'choice' : isNumber ? 'number' : 'text',
    choices: values.map((value) => ({ value, label: meta.choices?.[value] ?? same(value) })),
    optional: schema.safeParse(undefined).success && schema.parse(undefined) === undefined,
    ...(isNumber ? { range: rangeOf(form) } : {}),
  }
}

function rangeOf({ type, minimum, exclusiveMinimum, maximum }: z.core.JSONSchema.BaseSchema): Text {
  const most = maximum!.toLocaleString('en-US')
  if (type === 'number') return { en: `A number above 0, at most ${most}.`, zh: `请输入大于 0 且不超过 ${most} 的数。` }
  const least = minimum ?? Number(exclusiveMinimum ?? 0) + 1
  return { en: `A whole number from ${least} to ${most}.`, zh: `请输入 ${least} 到 ${most} 之间的整数。` }
}

export type Parsed = { ok: true; value: unknown } | { ok: false; message: Text }

/** What a person typed into a field, as the plan's value or with a sentence. An empty optional field is no value. */
export function parseField(field: PlanField, typed: string): Parsed {
  const trimmed = typed.trim()
  if (trimmed === '' && field.optional) return { ok: true, value: undefined }
  const value = field.control === 'number' ? (trimmed === '' ? NaN : Number(trimmed)) : trimmed
  const parsed = Plan.shape[field.key].safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, message: field.range ?? { en: 'This value is not known.', zh: '无法识别该值。' } }
}
