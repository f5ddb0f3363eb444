import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { figureOf } from '../../src-core/figure/figure.ts'
import type { FigureOptions } from '../../src-core/figure/figure.ts'
import { withFolds } from '../../src-core/figure/folding.ts'
import type { FigureText } from '../../src-core/figure/marks.ts'
import { fitted, textWidth } from '../../src-core/figure/measure.ts'
import { svgOf } from '../../src-core/figure/svg.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { overlap } from '../../src-core/layout/geometry.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'

const interOf = (weight: number) =>
  fontkit.openSync(
    createRequire(import.meta.url).resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`),
  ) as Font
const inter = { 400: interOf(400), 600: interOf(600) }

/** As the font itself lays it out, in pixels. */
function widthIn({ text, size, weight }: Pick<FigureText, 'text' | 'size' | 'weight'>): number {
  const font = inter[weight]
  return (font.layout(text, undefined, 'latn').advanceWidth / font.unitsPerEm) * size
}

function documentOf(template: string): LoomDocument {
  const made = newDocument(template)
  if (!made.ok) throw new Error(made.failure.message.en)
  return made.value
}

const draw = (document: LoomDocument, options: Partial<FigureOptions> = {}) =>
  figureOf(document, { analysis: analyze(document), locale: 'en', ...options })

const drawings = Object.keys(templates).flatMap((id) => [0, Infinity].map((levels): [string, number] => [id, levels]))

describe.each(drawings)('%s, %d levels unfolded', (template, levels) => {
  const document = withFolds(documentOf(template), levels)
  const figure = draw(document)
  const all = [...figure.frames, ...figure.cards, ...figure.legend]

  test('shows every node that no folded block hides, once', () => {
    const { nodes } = document
    const isInSight = (id: string) =>
      blocksAround(nodes, id).every((around) => around === '' || !('folded' in nodes[around]! && nodes[around].folded))
    const drawn = [...figure.frames, ...figure.cards].flatMap(({ id }) => id ?? [])
    expect(drawn.sort()).toEqual(Object.keys(nodes).filter(isInSight).sort())
  })

  test('no card lies on another', () => {
    const cards = figure.cards.filter(({ id }) => id !== undefined)
    const covered = cards.filter((a, at) => cards.slice(at + 1).some((b) => overlap(a.rect, b.rect)))
    expect(covered.map(({ id }) => id)).toEqual([])
  })

  test('words stay in their cards and apart from one another, cards on the paper', () => {
    for (const { rect, texts } of all) {
      expect(rect.x >= 0 && rect.y >= 0).toBe(true)
      expect(rect.x + rect.width <= figure.width && rect.y + rect.height <= figure.height).toBe(true)
      const places = texts.map((text) => {
        const left = text.align === 'start' ? text.x : text.x - widthIn(text)
        // From the tops of capitals to below the longest letters.
        return { text: text.text, x: left, y: text.y - 0.75 * text.size, width: widthIn(text), height: text.size }
      })
      places.forEach((place, at) => {
        expect(place.x >= rect.x && place.x + place.width <= rect.x + rect.width, place.text).toBe(true)
        expect(place.y >= rect.y && place.y + place.height <= rect.y + rect.height, place.text).toBe(true)
        expect(
          places.slice(at + 1).some((other) => overlap(place, other)),
          place.text,
        ).toBe(false)
      })
    }
  })

  test('is an SVG that another program reads, as large as it says', async () => {
    const read = await sharp(Buffer.from(svgOf(figure, { title: 'a < b & "c"' })), { unlimited: true }).metadata()
    expect(read).toMatchObject({ format: 'svg', width: Math.round(figure.width), height: Math.round(figure.height) })
  })
})

test('a part of a network is drawn with the wires that are in it', () => {
  const figure = draw(documentOf('lenet'), { only: ['features/c1', 'features/s2', 'classifier'] })
  const ids = figure.cards.flatMap(({ id }) => id ?? [])
  expect(ids.sort()).toEqual([
    'classifier/f6',
    'classifier/flatten',
    'classifier/predictions',
    'features/c1',
    'features/s2',
  ])
  expect(figure.frames.map(({ id }) => id)).toEqual(['classifier'])
  expect(figure.wires).toHaveLength(3)
})

test('one block unfolds with those around it, the others stay as they were', () => {
  const figure = draw(withFolds(documentOf('googlenet'), 'inception3/3a'))
  expect(figure.frames.map(({ id }) => id)).toEqual(['inception3', 'inception3/3a'])
  expect(figure.cards.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['stem', 'inception3/3b', 'inception3/3a/1x1']),
  )
})

describe('widths of words', () => {
  test.each([400, 600] as const)('of weight %d are the font’s', (weight) => {
    for (let code = 0x20; code < 0x7f; code++) {
      const { advanceWidth } = inter[weight].glyphForCodePoint(code)
      const width = textWidth(String.fromCodePoint(code), { size: 1000, weight }) / 1.005
      expect(Math.abs(width - (1000 * advanceWidth) / inter[weight].unitsPerEm)).toBeLessThanOrEqual(0.5)
    }
  })

  test('other signs are not wider than it takes them for', () => {
    for (const sign of ['×', '·', '–', 'é', '…', '3x3']) {
      const text = { text: sign, size: 10, weight: 600 } as const
      expect(textWidth(sign, text)).toBeGreaterThan(widthIn(text))
    }
  })

  test('a long name becomes smaller, a longer one is cut', () => {
    const name = { text: 'a name that is long', size: 13, weight: 600 } as const
    const wide = textWidth(name.text, name)
    expect(fitted(name, wide)).toEqual(name)
    expect(fitted(name, wide * 0.9)).toMatchObject({ text: name.text, size: expect.closeTo(11.7) })
    expect(fitted(name, wide * 0.5).text).toMatch(/^a name.*…$/)
    expect(fitted({ ...name, text: '第一个卷积块，名字很长' }, 60).text).toMatch(/^第一个.*…$/)
  })
})
