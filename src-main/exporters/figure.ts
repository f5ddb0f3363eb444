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
import { findWorker } from '../find-worker.ts'
import { inThread } from '../in-thread.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** What is drawn of a network, and as what. */
export interface FigureOrder {
  document: LoomDocument
  format: FigureFormat
  /** Pixels of a PNG for each of the figure's. */
  scale: number
  options: Omit<FigureOptions, 'analysis'>
}

interface FigureExport extends Omit<FigureOptions, 'analysis'> {
  format: FigureFormat
  path: string
  scale?: number
}

interface Apart {
  signal?: AbortSignal
  /** A thread's built file; without one, the figure is drawn where it is asked for. */
  worker?: string
}

/** Draws a network, or a part of it, and writes the figure as a file: a large one takes seconds, in a thread of its own. */
export async function exportFigure(
  document: LoomDocument,
  { format, path, scale = 2, ...options }: FigureExport,
  { signal, worker = findWorker('figure-worker') }: Apart = {},
): Promise<Result<Written>> {
  const order = { document, format, scale, options }
  const drawn = await (worker === undefined ? drawFigure(order) : drawApart(worker, order, signal))
  if (signal?.aborted) return cancelled
  return drawn.ok ? writeExportedFile(path, [drawn.value]) : drawn
}

async function drawApart(worker: string, order: FigureOrder, signal?: AbortSignal): Promise<Result<Uint8Array>> {
  const drawn = await inThread<Result<Uint8Array>>(worker, order, { signal })
  if (drawn === 'aborted') return cancelled
  return drawn === 'out-of-memory' ? noMemory : drawn.answer
}

const cancelled = fail('cancelled', { en: 'The figure was not written.', zh: '未写入结构图。' })
const noMemory = fail(
  'out-of-memory',
  { en: 'There is not enough memory to draw this figure.', zh: '内存不足，无法绘制此结构图。' },
  { en: 'Close other programs, or fold some blocks, and try again.', zh: '请关闭其他程序或折叠一些块后重试。' },
)

/** The bytes of a figure's file. */
export async function drawFigure({ document, format, scale, options }: FigureOrder): Promise<Result<Uint8Array>> {
  const figure = figureOf(document, { ...options, analysis: analyze(document) })
  const title = titleOf(document)[options.locale]
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
