import uPlot from 'uplot'
import { readColors } from './chart-colors.ts'
import type { ChartLine, Unit } from './chart-data.ts'
import { chartData } from './chart-data.ts'
import type { View } from './chart-options.ts'
import { chartOptions } from './chart-options.ts'
import { divergencesOf, marksOf } from './line-marks.ts'
import type { Curve } from './series.ts'
import { curves } from './series.ts'

interface Picture {
  lines: readonly ChartLine[]
  view: View | undefined
  smoothing: number
  unit: Unit
  log: boolean
  /** Over each chart. */
  titles: Record<Curve, string>
  words: { training: string; validation: string; axis: string }
}

/** Pixels of a print: twice those of a screen. */
const scale = 2
const chart = { width: 720 * scale, height: 420 * scale }
const margin = 24 * scale
const lineHeight = 22 * scale

/**
 * Both curves as a picture for a paper or a slide: light whatever the theme, drawn anew at twice the size, with a legend
 * of its own.
 *
 * @param place where the chart's CSS tokens are set
 */
export async function drawPicture(place: HTMLElement, picture: Picture): Promise<Blob> {
  const host = document.createElement('div')
  host.style.cssText = 'color-scheme: light; position: absolute; visibility: hidden;'
  place.append(host)
  try {
    const charts = await Promise.all(curves.map((curve) => drawCurve(host, curve, picture)))
    const colors = readColors(host, picture.lines)
    const legend = legendOf(picture, colors.lines)
    const canvas = document.createElement('canvas')
    canvas.width = 2 * chart.width + 3 * margin
    canvas.height = chart.height + (legend.length + 2) * lineHeight + 2 * margin
    const ctx = canvas.getContext('2d')!
    ctx.fillStyle = colors.surface
    ctx.fillRect(0, 0, canvas.width, canvas.height)
    charts.forEach(({ title, image }, i) => {
      const left = margin + i * (chart.width + margin)
      write(ctx, title, left, margin, { weight: 600, color: '#1a1d23' })
      ctx.drawImage(image, left, margin + lineHeight)
    })
    const under = margin + lineHeight + chart.height + lineHeight / 2
    write(ctx, picture.words.axis, canvas.width - margin, under, { color: colors.label, align: 'right' })
    legend.forEach(({ name, color, dashed }, i) => {
      const y = under + i * lineHeight
      ctx.strokeStyle = color
      ctx.lineWidth = 2 * scale
      ctx.setLineDash(dashed ? [6 * scale, 4 * scale] : [])
      ctx.beginPath()
      ctx.moveTo(margin, y + lineHeight / 3)
      ctx.lineTo(margin + 30 * scale, y + lineHeight / 3)
      ctx.stroke()
      write(ctx, name, margin + 38 * scale, y, { color: '#1a1d23' })
    })
    return await new Promise((done) => canvas.toBlob((blob) => done(blob!), 'image/png'))
  } finally {
    host.remove()
  }
}

/** A chart is on its canvas a moment after it was made. */
async function drawCurve(host: HTMLElement, curve: Curve, { lines, view, smoothing, unit, log, titles }: Picture) {
  const colors = readColors(host, lines)
  const isLog = log && curve === 'loss'
  // The canvas is sized in the screen's own pixels; the picture's are to be the same on every screen.
  const ratio = uPlot.pxRatio
  const [width, height] = [chart.width / ratio, chart.height / ratio]
  const data = chartData(lines, curve, { points: chart.width * 2, smoothing, unit, log: isLog, view })
  const plot = await new Promise<uPlot>((ready) => {
    const made = new uPlot(
      {
        ...chartOptions({
          curve,
          width,
          height,
          lines: lines.length,
          log: isLog,
          scale: scale / ratio,
          colors: () => colors,
          marks: () => marksOf(lines, unit),
          divergences: () => divergencesOf(lines, unit),
          isZoomed: () => view !== undefined,
        }),
        plugins: [{ hooks: { ready: [(plot) => requestAnimationFrame(() => ready(plot))] } }],
      },
      data,
      host,
    )
    if (view) made.setScale('x', { min: view.from, max: view.to })
  })
  const image = document.createElement('canvas')
  image.width = chart.width
  image.height = chart.height
  image.getContext('2d')!.drawImage(plot.ctx.canvas, 0, 0, chart.width, chart.height)
  plot.destroy()
  return { title: titles[curve], image }
}

function legendOf({ lines, words }: Picture, colors: ReturnType<typeof readColors>['lines']) {
  const [only, ...others] = lines
  if (only && others.length === 0) {
    return [
      { name: `${only.title} · ${words.training}`, color: colors[0]!.smooth, dashed: false },
      { name: `${only.title} · ${words.validation}`, color: colors[0]!.validation, dashed: true },
    ]
  }
  return [
    ...lines.map(({ title }, i) => ({ name: title, color: colors[i]!.smooth, dashed: false })),
    { name: words.validation, color: '#565c69', dashed: true },
  ]
}

function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  { color, weight = 400, align = 'left' }: { color: string; weight?: number; align?: CanvasTextAlign },
) {
  ctx.font = `${weight} ${13 * scale}px "Inter Variable", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif`
  ctx.fillStyle = color
  ctx.textAlign = align
  ctx.textBaseline = 'top'
  ctx.fillText(text, x, y)
}
