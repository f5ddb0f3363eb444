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
