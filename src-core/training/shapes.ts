import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { maxClasses } from './shape-classes.ts'

/** What may be said behind `shapes:`, with its bounds. Sides are in pixels; `validation` is a share of the images. */
export const shapeLimits = {
  size: { min: 8, max: 1024 },
  count: { min: 10, max: 1_000_000 },
  classes: { min: 2, max: maxClasses(3) },
  seed: { min: 0, max: 2 ** 31 - 1 },
  validation: { min: 0.01, max: 0.9 },
} as const
type Key = keyof typeof shapeLimits

/** A text such as `size=64,count=2000`, read. What is not said of size and classes follows the network. */
export interface ShapeOptions {
  size?: number
  count: number
  classes?: number
  seed: number
  validation: number
}

const defaults: ShapeOptions = { count: 2000, seed: 1, validation: 0.1 }

/** @param argument what follows `shapes:`, or `''` */
export function readShapeOptions(argument: string): Result<ShapeOptions> {
  const read: ShapeOptions = { ...defaults }
  const said = new Set<string>()
  for (const part of argument === '' ? [] : argument.split(',')) {
    const [key = '', ...rest] = part.split('=').map((word) => word.trim())
    if (!Object.hasOwn(shapeLimits, key)) return unknownKey(key)
    if (said.has(key)) return saidTwice(key)
    said.add(key)
    const text = rest.join('=')
    const value = text === '' ? NaN : Number(text)
    const { min, max } = shapeLimits[key as Key]
    const whole = key !== 'validation'
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) return outOfRange(key as Key, text)
    read[key as Key] = value
  }
  return ok(read)
}

/** How many of the images are trained on and how many are held out, at least one. */
export function splitShapes({ count, validation }: Pick<ShapeOptions, 'count' | 'validation'>) {
  const held = Math.max(1, Math.round(count * validation))
  return { train: count - held, validation: held }
}

const example = 'shapes:size=64,count=2000,classes=4,seed=1'

const unknownKey = (key: string) =>
  fail(
    'unknown-data-option',
    { en: `Shapes has no option “${key}”.`, zh: `几何图形没有选项“${key}”。` },
    {
      en: `There are ${Object.keys(shapeLimits).join(', ')}: ${example}.`,
      zh: `可用的选项有 ${Object.keys(shapeLimits).join('、')}，例如 ${example}。`,
    },
  )

const saidTwice = (key: string) =>
  fail(
    'invalid-data-option',
    { en: `“${key}” of Shapes is given twice.`, zh: `几何图形的“${key}”给出了两次。` },
    { en: 'Give it once.', zh: '请只给出一次。' },
  )

function outOfRange(key: Key, text: string) {
  const { min, max } = shapeLimits[key]
  const [from, to] = [min, max].map((bound) => bound.toLocaleString('en-US'))
  const what = key === 'validation' ? { en: 'a number', zh: '数' } : { en: 'a whole number', zh: '整数' }
  return fail(
    'invalid-data-option',
    {
      en: `“${key}” of Shapes must be ${what.en} from ${from} to ${to}, not “${text}”.`,
      zh: `几何图形的“${key}”必须是 ${from} 到 ${to} 之间的${what.zh}，不能是“${text}”。`,
    },
    { en: `For example: ${example}.`, zh: `例如：${example}。` },
  )
}
