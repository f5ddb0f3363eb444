import { z } from 'zod'
import { same } from '../text.ts'
import type { Text } from '../text.ts'

/** A value that a schema refuses: which parameter, and why in words. */
export interface ParamProblem {
  /** The top-level parameter; absent where the whole object is at fault. */
  param?: string
  message: Text
}

/** Says each thing that a schema finds wrong with `params`, once a parameter. */
export function paramProblems(schema: z.ZodObject, params: unknown, error: z.ZodError): ParamProblem[] {
  const problems = new Map<string, ParamProblem>()
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      for (const key of issue.keys) problems.set(key, { param: key, message: unknownParam(schema, key) })
      continue
    }
    const key = issue.path.length > 0 ? String(issue.path[0]) : undefined
    if (problems.has(key ?? '')) continue
    const label = key === undefined ? undefined : labelOf(schema, key)
    problems.set(key ?? '', { param: key, message: describe(issue, label, valueAt(params, issue.path)) })
  }
  return [...problems.values()]
}

/** A parameter's label from its schema's `.meta()`, or its name. */
export function labelOf(schema: z.ZodObject, param: string): Text {
  let field: z.core.$ZodType | undefined = Object.hasOwn(schema.shape, param) ? schema.shape[param] : undefined
  while (field) {
    const label = z.globalRegistry.get(field)?.label
    if (label) return label
    field = 'innerType' in field._zod.def ? (field._zod.def.innerType as z.core.$ZodType) : undefined
  }
  return same(param)
}

const unknownParam = (schema: z.ZodObject, key: string): Text => {
  const names = Object.keys(schema.shape)
  return {
    en: `There is no parameter “${key}” here. ${names.length > 0 ? `There are: ${names.join(', ')}.` : 'There are none.'}`,
    zh: `这里没有参数“${key}”。${names.length > 0 ? `可用的参数：${names.join('、')}。` : '此处不接受任何参数。'}`,
  }
}

/** One issue as a sentence: `Filters must be at least 1, not 0.` */
function describe(issue: z.core.$ZodIssue, label: Text | undefined, value: unknown): Text {
  const what = label ?? { en: 'This', zh: '该值' }
  const got = shown(value)
  const must = (en: string, zh: string): Text => ({
    en: `${what.en} must be ${en}${got && `, not ${got}`}.`,
    zh: `${what.zh}须为${zh}${got && `，而不是 ${got}`}。`,
  })
  switch (issue.code) {
    case 'invalid_type': {
      const type = types[issue.expected] ?? { en: issue.expected, zh: issue.expected }
      return must(type.en, type.zh)
    }
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
      if (issue.origin === 'array' || issue.origin === 'string') {
        const most = issue.code === 'too_small' ? { en: 'at least', zh: '至少' } : { en: 'at most', zh: '至多' }
        const unit = issue.origin === 'array' ? { en: 'values', zh: '个值' } : { en: 'characters', zh: '个字符' }
        return {
          en: `${what.en} needs ${most.en} ${limit} ${unit.en}.`,
          zh: `${what.zh}${most.zh}需要 ${limit} ${unit.zh}。`,
        }
      }
      if (issue.code === 'too_small') {
        return issue.inclusive === false
          ? must(`above ${limit}`, `大于 ${limit} 的数`)
          : must(`at least ${limit}`, `不小于 ${limit} 的数`)
      }
      return issue.inclusive === false
        ? must(`below ${limit}`, `小于 ${limit} 的数`)
        : must(`at most ${limit}`, `不大于 ${limit} 的数`)
    }
    case 'not_multiple_of':
      return must(`a multiple of ${issue.divisor}`, ` ${issue.divisor} 的倍数`)
    case 'invalid_value': {
      const values = issue.values.map((allowed) => JSON.stringify(allowed))
      return must(`one of ${values.join(', ')}`, `下列值之一：${values.join('、')}`)
    }
    case 'invalid_union': {
      const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
      return deepest ? describe(deepest, what, valueAt(value, deepest.path)) : must('of another form', '其他形式的值')
    }
    case 'custom': {
      const text = issue.params?.text as Text | undefined
      return text ?? { en: `${what.en}: ${issue.message}`, zh: `${what.zh}：${issue.message}` }
    }
    default:
      return must('of another form', '其他形式的值')
  }
}

const types: Record<string, Text> = {
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  string: { en: 'text', zh: '文本' },
  boolean: { en: 'true or false', zh: '真或假' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
  null: { en: 'empty', zh: '空' },
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
  return at
}

/** A value as a sentence can quote it; '' where it is missing or too long to help. */
function shown(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch {
    return ''
  }
  return text !== undefined && text.length <= 60 ? text : ''
}
