import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Text } from '../text.ts'

/** What is drawn, in the order of the classes. Each differs from every other however it is turned and stretched. */
export const kinds = {
  circle: { en: 'circle', zh: '圆形' },
  square: { en: 'square', zh: '正方形' },
  triangle: { en: 'triangle', zh: '三角形' },
  star: { en: 'star', zh: '五角星' },
  cross: { en: 'cross', zh: '十字形' },
  ring: { en: 'ring', zh: '圆环' },
  diamond: { en: 'diamond', zh: '菱形' },
  pentagon: { en: 'pentagon', zh: '五边形' },
  ellipse: { en: 'ellipse', zh: '椭圆' },
  crescent: { en: 'crescent', zh: '月牙形' },
  semicircle: { en: 'semicircle', zh: '半圆' },
  heart: { en: 'heart', zh: '心形' },
} as const satisfies Record<string, Text>
export type Kind = keyof typeof kinds
const kindNames = Object.keys(kinds) as Kind[]

/** Twelve families of hue, each 30° from the last, from red on. */
const families: readonly Text[] = [
  { en: 'red', zh: '红色' },
  { en: 'orange', zh: '橙色' },
  { en: 'yellow', zh: '黄色' },
  { en: 'lime', zh: '黄绿色' },
  { en: 'green', zh: '绿色' },
  { en: 'mint', zh: '薄荷绿' },
  { en: 'cyan', zh: '青色' },
  { en: 'azure', zh: '天蓝色' },
  { en: 'blue', zh: '蓝色' },
  { en: 'violet', zh: '紫色' },
  { en: 'magenta', zh: '品红色' },
  { en: 'rose', zh: '玫红色' },
]

/** How the inside of a shape is filled. */
export const patterns = {
  solid: { en: 'solid', zh: '纯色' },
  outlined: { en: 'outlined', zh: '空心' },
  striped: { en: 'striped', zh: '条纹' },
  checked: { en: 'checked', zh: '格子' },
  dotted: { en: 'dotted', zh: '圆点' },
  halved: { en: 'halved', zh: '双色' },
  ringed: { en: 'ringed', zh: '同心环' },
} as const satisfies Record<string, Text>
export type Pattern = keyof typeof patterns
const patternNames = Object.keys(patterns) as Pattern[]

/** What the images of one class have in common; position, size, rotation and all else differ. */
export interface ShapeClass {
  kind: Kind
  /** Where the family of hue is part of the class: its number, from 0 (red) in steps of 30°. */
  family?: number
  pattern: Pattern
}

/** How many classes can be told apart: grey images have no colour to tell them by. */
export const maxClasses = (channels: number): number =>
  kindNames.length * (channels === 1 ? 1 : families.length) * patternNames.length

/**
 * A class by its number. The kind changes fastest; more than 12 classes also differ in colour (where there is one), and
 * more than 144, or 12 in grey, in what fills them.
 */
export function shapeClass(label: number, { classes, channels }: { classes: number; channels: number }): ShapeClass {
  const kind = kindNames[label % kindNames.length]!
  const rest = Math.floor(label / kindNames.length)
  const colours = channels === 1 ? 1 : families.length
  const pattern = patternNames[Math.floor(rest / colours)]!
  return classes > kindNames.length && colours > 1 ? { kind, family: rest % colours, pattern } : { kind, pattern }
}

export function classNames(classes: number, channels: number): Text[] {
  const manyPatterns = classes > kindNames.length * (channels === 1 ? 1 : families.length)
  return Array.from({ length: classes }, (_, label) => {
    const { kind, family, pattern } = shapeClass(label, { classes, channels })
    const words = [manyPatterns ? patterns[pattern] : undefined, family === undefined ? undefined : families[family]]
    const said = [...words.filter((word) => word !== undefined), kinds[kind]]
    return { en: said.map(({ en }) => en).join(' '), zh: said.map(({ zh }) => zh).join('') }
  })
}

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
