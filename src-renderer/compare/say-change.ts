import type { z } from 'zod'
import { formatInteger } from '../../src-core/amounts.ts'
import { labelOf } from '../../src-core/graph/param-problems.ts'
import type { Change } from '../../src-core/graph/compare.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import { fieldsOf } from '../forms/field.ts'

/** What differs, and what it is on either side. */
export interface SaidChange {
  what: Text
  from: Text
  to: Text
}

/** @param kind the kind of the layer on the left */
export function sayChange(change: Change, kind: string): SaidChange {
  switch (change.what) {
    case 'kind':
      return { what: { en: 'Kind', zh: '类型' }, from: kindTitle(change.from), to: kindTitle(change.to) }
    case 'param': {
      const schema = kindOf(kind)?.params
      const [from, to] = [sayValue(schema, change.param, change.from), sayValue(schema, change.param, change.to)]
      return { what: schema ? labelOf(schema, change.param) : same(change.param), from, to }
    }
    case 'inputs':
      return {
        what: { en: 'Takes', zh: '输入来自' },
        from: same(change.from.join(', ') || '–'),
        to: same(change.to.join(', ') || '–'),
      }
    case 'weights':
      return {
        what: { en: 'Parameters, from what comes in', zh: '参数量（随输入而变）' },
        from: same(formatInteger(change.from)),
        to: same(formatInteger(change.to)),
      }
  }
}

export const kindTitle = (kind: string): Text => kindOf(kind)?.title ?? same(kind)

/** A value as its field's form would name it. */
export function sayValue(schema: z.ZodObject | undefined, key: string, value: unknown): Text {
  if (value === null || value === undefined) return { en: 'none', zh: '无' }
  if (typeof value === 'boolean') return value ? { en: 'yes', zh: '是' } : { en: 'no', zh: '否' }
  if (typeof value === 'number') return same(formatNumber(value))
  const field = schema && fieldsOf(schema).find((field) => field.key === key)
  const choice = field?.choices.find(({ given }) => given === value)
  if (choice) return choice.label
  if (Array.isArray(value)) {
    const separator = field?.control === 'numbers' && field.parts.length === 2 && !field.linked ? ', ' : '×'
    return same(value.map(String).join(separator))
  }
  return same(typeof value === 'string' ? value : JSON.stringify(value))
}

/** Four digits that count; 1.001e-5 in full. */
const formatNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))
