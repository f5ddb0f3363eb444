import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { familyLooks } from '../../src-core/layers/families.ts'

const css = readFileSync(new URL('../../src-renderer/theme/tokens.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'
type Rgb = [number, number, number]

/** The `#rrggbb` of a token in one theme. */
function color(token: string, theme: Theme): Rgb {
  const [, light, dark] = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)!
  return rgbOf(theme === 'light' ? light! : dark!)
}

const rgbOf = (hex: string) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as Rgb

/** Contrast as WCAG 2.2 defines it: relative luminances of sRGB, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = (rgb: Rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

/** Colours of runs in one chart. */
const runs = Array.from({ length: 8 }, (_, i) => `run-${i + 1}`)

/** What lies behind text: the surfaces, and a surface under the tint of a selected or a hovered row. */
const surfaces = ['surface', 'surface-sunken', 'surface-raised', 'canvas']

test('black on white is 21:1, and the grey #767676 the last that passes on white', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  expect(contrast([0x76, 0x76, 0x76], [255, 255, 255])).toBeCloseTo(4.54, 2)
})

describe.each<Theme>(['light', 'dark'])('%s', (theme) => {
  test.each(['text', 'text-muted', 'text-faint', 'accent', 'danger', 'warning', 'success'])(
    '%s reads on every surface',
    (token) => {
      for (const surface of surfaces)
        expect(contrast(color(token, theme), color(surface, theme)), surface).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each([0, 1, 2, 3, 4, 5, 6, 'warning', 'error'])('text reads under a lens on lens-%s', (step) =>
    expect(contrast(color('text', theme), color(`lens-${step}`, theme))).toBeGreaterThanOrEqual(4.5),
  )

  test.each(['accent', 'accent-hover'])('a primary button reads: %s', (token) =>
    expect(contrast(color('text-on-accent', theme), color(token, theme))).toBeGreaterThanOrEqual(4.5),
  )

  const marks = [
    ...['focus', 'curve-second', ...runs].map((token): [string, Rgb] => [token, color(token, theme)]),
    ...Object.entries(familyLooks).map(([family, look]): [string, Rgb] => [family, rgbOf(look[theme])]),
  ]
  test.each(marks)('%s is told from every surface', (_, mark) => {
    for (const surface of surfaces) expect(contrast(mark, color(surface, theme)), surface).toBeGreaterThanOrEqual(3)
  })
})
