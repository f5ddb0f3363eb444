import type { FigureFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { figureOf } from '../../src-core/figure/figure.ts'
import type { Figure, FigureOptions } from '../../src-core/figure/figure.ts'
import { svgOf } from '../../src-core/figure/svg.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { titleOf } from '../../templates/title.ts'
import { loadSharp } from '../data/sharp.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

interface FigureExport extends Omit<FigureOptions, 'analysis'> {
  format: FigureFormat
  path: string
  /** Pixels of a PNG for each of the figure's. */
  scale?: number
}

/** Draws a network, or a part of it, and writes the figure as a file. */
export async function exportFigure(
  document: LoomDocument,
  { format, path, scale = 2, ...options }: FigureExport,
): Promise<Result<Written>> {
  const figure = figureOf(document, { ...options, analysis: analyze(document) })
  const drawn = await drawFigure(figure, { format, title: titleOf(document)[options.locale], scale })
  return drawn.ok ? writeExportedFile(path, [drawn.value]) : drawn
}

async function drawFigure(
  figure: Figure,
  { format, title, scale }: { format: FigureFormat; title: string; scale: number },
): Promise<Result<Uint8Array>> {
  switch (format) {
    case 'svg':
      return ok(new TextEncoder().encode(svgOf(figure, { title })))
    case 'pdf': {
      const { pdfOf } = await import('./pdf.ts')
      return pdfOf(figure, title)
    }
    case 'png':
      return pngOf(figure, { title, scale })
  }
}

/** The longest side of a picture that the renderer draws, and most of its pixels: 600 MB of memory. */
const most = { side: 32_000, pixels: 150e6 }

async function pngOf(figure: Figure, { title, scale }: { title: string; scale: number }): Promise<Result<Uint8Array>> {
  const [width, height] = [figure.width * scale, figure.height * scale]
  if (Math.max(width, height) > most.side || width * height > most.pixels) {
    return fail(
      'figure-too-large',
      {
        en: `A picture of ${Math.round(width)}×${Math.round(height)} pixels is too large.`,
        zh: `${Math.round(width)}×${Math.round(height)} 像素的图片过大。`,
      },
      {
        en: 'Fold blocks, choose a smaller scale, or write SVG or PDF, which have no pixels.',
        zh: '请折叠一些块、减小缩放倍数，或改用 SVG 或 PDF（矢量格式，不受像素限制）。',
      },
    )
  }
  const sharp = await loadSharp()
  const { outlines } = await import('./outlines.ts')
  const svg = svgOf(figure, { title, text: await outlines() })
  // At 72 to the inch a pixel of the figure is one of the picture.
  const picture = sharp(Buffer.from(svg), { density: 72 * scale, limitInputPixels: false, unlimited: true })
  return ok(
    await picture
      .flatten({ background: '#ffffff' })
      .withDensity(96 * scale)
      .png({ compressionLevel: 9 })
      .toBuffer(),
  )
}
