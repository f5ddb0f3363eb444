import type { z } from 'zod'
import type { Text } from '../../src-core/text.ts'

interface Limit {
  at: number
  inclusive: boolean
}

/** What a number must be, in words: `A whole number from 1 to 100,000.` */
export function rangeOf(schema: z.core.JSONSchema.BaseSchema): Text {
  const whole = schema.type === 'integer'
  const low = limit(schema.minimum, schema.exclusiveMinimum, whole ? 1 : 0)
  const high = limit(schema.maximum, schema.exclusiveMaximum, whole ? -1 : 0)
  const noun = whole ? { en: 'A whole number', zh: '整数' } : { en: 'A number', zh: '数' }
  const en = [noun.en, english(low, high)].filter(Boolean).join('')
  return { en: `${en}.`, zh: `请输入${chinese(low, high)}${noun.zh}。` }
}

/**
 * One end of the range. Whole numbers above 0 are those from 1: `step` says so. The largest number that is exact at all
 * is no limit that anybody set.
 */
function limit(inclusive: number | undefined, exclusive: unknown, step: number): Limit | undefined {
  const at = inclusive ?? (typeof exclusive === 'number' ? exclusive + step : undefined)
  if (at === undefined || Math.abs(at) >= Number.MAX_SAFE_INTEGER - 1) return undefined
  return { at, inclusive: inclusive !== undefined || step !== 0 }
}

const digits = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 20 })

function english(low: Limit | undefined, high: Limit | undefined): string {
  if (!low) return high ? `, ${high.inclusive ? 'at most' : 'below'} ${digits(high.at)}` : ''
  if (!high) return low.inclusive ? `, ${digits(low.at)} or more` : ` above ${digits(low.at)}`
  if (!low.inclusive) return ` above ${digits(low.at)}, ${high.inclusive ? 'at most' : 'below'} ${digits(high.at)}`
  return ` from ${digits(low.at)} to ${high.inclusive ? '' : 'below '}${digits(high.at)}`
}

function chinese(low: Limit | undefined, high: Limit | undefined): string {
  if (low?.inclusive && high?.inclusive) return ` ${digits(low.at)} 到 ${digits(high.at)} 之间的`
  const least = low && (low.inclusive ? `不小于 ${digits(low.at)}` : `大于 ${digits(low.at)}`)
  const most = high && (high.inclusive ? `不超过 ${digits(high.at)}` : `小于 ${digits(high.at)}`)
  const both = [least, most].filter(Boolean).join(' 且')
  return both && `${both} 的`
}
