import type { FigureText } from '../../src-core/figure/marks.ts'
import { interFaces, runsOf } from './inter.ts'
import type { Face } from './inter.ts'

/**
 * Gives the function that writes words as outlines of Inter, in SVG: a picture of a figure then looks the same on every
 * computer. Letters that Inter has none of, as Chinese, are left to the fonts that the system has.
 */
export async function outlines(): Promise<(text: FigureText) => string | undefined> {
  const faces = { 400: await interFaces(400), 600: await interFaces(600) }
  return (text) => outlineOf(text, faces[text.weight])
}

function outlineOf({ text, x, y, size, align, color }: FigureText, faces: readonly Face[]): string | undefined {
  const runs = runsOf(text, faces)?.map(({ face: { font }, text }) => ({
    scale: size / font.unitsPerEm,
    // Without its script fontkit would kern figures twice.
    ...font.layout(text, undefined, 'latn'),
  }))
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
