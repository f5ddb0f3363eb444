import { z } from 'zod'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { rangeOf } from './range.ts'

/** One field of a form, made from its schema alone: of a layer's parameters, a template's options, a training plan. */
export interface Field {
  key: string
  schema: z.ZodType
  label: Text
  /** One sentence for a person who meets the field for the first time. */
  help?: Text
  /** What stands in the field while it is empty. */
  placeholder?: Text
  /** `numbers` are as many as there are parts; a `list` is as long as a person likes. */
  control: 'choice' | 'switch' | 'number' | 'numbers' | 'list' | 'text'
  /** Of a choice: the values offered, as texts and as what they stand for, e.g. a number. */
  choices: readonly { value: string; given: unknown; label: Text }[]
  /** Of several numbers: the label of each. */
  parts: readonly Text[]
  /** The parts usually agree: they change together until a person unlinks them. */
  linked: boolean
  /** Numbers without a fraction. */
  whole: boolean
  /** What a number must be, in words. */
  range?: Text
  /** What leaving the field empty means. */
  empty: 'refused' | 'null' | 'absent'
}

const fieldsOfSchema = new WeakMap<z.ZodObject, readonly Field[]>()

/** The fields of an object's schema, in its order. */
export function fieldsOf(schema: z.ZodObject): readonly Field[] {
  const known = fieldsOfSchema.get(schema)
  if (known) return known
  const fields = Object.entries(schema.shape).map(([key, field]) => fieldOf(key, field as z.ZodType))
  fieldsOfSchema.set(schema, fields)
  return fields
}

function fieldOf(key: string, schema: z.ZodType): Field {
  const { label = same(key), help, placeholder, choices, parts = [], linked = false } = schema.meta() ?? {}
  const form = withoutNull(z.toJSONSchema(schema, { io: 'output' }))
  const values = (form.enum as (string | number)[] | undefined) ?? Object.keys(choices ?? {})
  const numbers = form.type === 'array' ? form.prefixItems : undefined
  const number = numbers ? (numbers[0] as z.core.JSONSchema.BaseSchema) : form
  const isNumber = number.type === 'integer' || number.type === 'number'
  const control = controlOf(form, values)
  return {
    key,
    schema,
    label,
    ...(help && { help }),
    ...(placeholder && { placeholder }),
    control,
    choices: values.map((given) => ({
      value: String(given),
      given,
      label: choices?.[given] ?? same(String(given)),
    })),
    parts: numbers?.map((_, i) => parts[i] ?? same(`${i + 1}`)) ?? [],
    linked,
    whole: number.type === 'integer',
    ...(isNumber && control !== 'choice' && { range: rangeOf(number) }),
    ...(control === 'list' && { range: numbersWithCommas }),
    empty: emptyOf(schema),
  }
}

function controlOf(form: z.core.JSONSchema.BaseSchema, values: readonly unknown[]): Field['control'] {
  if (values.length > 0) return 'choice'
  if (form.type === 'boolean') return 'switch'
  if (form.type === 'array') return form.prefixItems ? 'numbers' : 'list'
  return form.type === 'integer' || form.type === 'number' ? 'number' : 'text'
}

const numbersWithCommas: Text = { en: 'Whole numbers with commas between them.', zh: '请输入用逗号分隔的整数。' }

/** Of a nullable field the form that it has when it is not null. */
const withoutNull = (form: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema =>
  (form.anyOf?.find((one) => typeof one === 'object' && one.type !== 'null') as typeof form | undefined) ?? form

function emptyOf(schema: z.ZodType): Field['empty'] {
  if (schema.safeParse(null).success) return 'null'
  const absent = schema.safeParse(undefined)
  return absent.success && absent.data === undefined ? 'absent' : 'refused'
}

export type Parsed = { ok: true; value: unknown } | { ok: false; message: Text }

/** What was typed into a field, a text a part, as the field's value or with a sentence. */
export function parseField(field: Field, texts: readonly string[]): Parsed {
  const typed = texts.map((text) => text.trim())
  if (field.empty !== 'refused' && typed.every((text) => text === '')) {
    return { ok: true, value: field.empty === 'null' ? null : undefined }
  }
  const values = typed.map((text) => valueOf(field, text))
  const parsed = field.schema.safeParse(field.control === 'numbers' ? values : values[0])
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, message: field.range ?? { en: 'This value is not known.', zh: '无法识别该值。' } }
}

function valueOf({ control, choices }: Field, text: string): unknown {
  if (control === 'choice') return choices.find(({ value }) => value === text)?.given ?? text
  if (control === 'switch') return text === 'true'
  if (control === 'number' || control === 'numbers') return text === '' ? NaN : Number(text)
  // However a person writes a shape: `28, 28, 1`, `28×28×1`.
  if (control === 'list') return text.split(/[\s,，、×x]+/).map((number) => (number === '' ? NaN : Number(number)))
  return text
}

/** The value of a field for several things that do not agree: its texts are empty. */
export const mixed = Symbol('mixed')

/** A field's value as its texts, one a part; a value that the schema does not know is shown as it is. */
export function textsOf(field: Field, value: unknown): string[] {
  const read = field.schema.safeParse(value)
  const known = read.success ? read.data : value
  if (field.control !== 'numbers') return [textOf(known)]
  return field.parts.map((_, i) => textOf(Array.isArray(known) ? known[i] : i === 0 ? known : undefined))
}

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ')
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? '')
}
