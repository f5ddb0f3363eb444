import type { Font, GlyphRun } from 'fontkit'
import type { FigureText } from '../../src-core/figure/marks.ts'
import { interFaces, runsOf } from './inter.ts'
import type { Face } from './inter.ts'

/**
 * Gives the function that writes words as outlines of Inter, in SVG: a picture of a figure then looks the same on every
 * computer. Letters that Inter has none of, as Chinese, are left to the fonts that the system has.
 */
export async function outlines(): Promise<(text: FigureText) => string | undefined> {
  const faces = { 400: await interFaces(400), 600: await interFaces(600) }
  const shape = shaper()
  return (text) => outlineOf(text, faces[text.weight], shape)
}

/** Lays letters out; the same words, of which a network has many, once. */
function shaper() {
  const shaped = new Map<Font, Map<string, GlyphRun>>()
  return (font: Font, text: string): GlyphRun => {
    const known = shaped.get(font) ?? new Map<string, GlyphRun>()
    shaped.set(font, known)
    // Without its script fontkit would kern figures twice.
    const run = known.get(text) ?? font.layout(text, undefined, 'latn')
    known.set(text, run)
    return run
  }
}

function outlineOf(
  { text, x, y, size, align, color }: FigureText,
  faces: readonly Face[],
  shape: ReturnType<typeof shaper>,
): string | undefined {
  const runs = runsOf(text, faces)?.map(({ face: { font }, text }) => {
    const { glyphs, positions } = shape(font, text)
    return { scale: size / font.unitsPerEm, glyphs, positions }
  })
  if (!runs) return undefined
  const width = runs.reduce((sum, { scale, positions }) => sum + scale * advanceOf(positions), 0)
  let pen = align === 'end' ? x - width : x
  let d = ''
  for (const { scale, glyphs, positions } of runs) {
    glyphs.forEach((glyph, at) => {
      const { xAdvance, xOffset, yOffset } = positions[at]!
      d += glyph.path
        .scale(scale, -scale)
        .translate(pen + xOffset * scale, y - yOffset * scale)
        .toSVG()
      pen += xAdvance * scale
    })
  }
  return `<path d="${d}" fill="${color}"/>`
}

const advanceOf = (positions: readonly { xAdvance: number }[]) =>
  positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
