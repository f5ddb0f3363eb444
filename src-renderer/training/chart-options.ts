import uPlot from 'uplot'
import type { ChartData, Curve } from './series.ts'
import { yRange } from './y-range.ts'

/** Colours that the chart draws with, read from the CSS tokens so that light and dark are decided in one place. */
export interface ChartColors {
  raw: string
  smooth: string
  validation: string
  grid: string
  label: string
  surface: string
}

const properties: Record<keyof ChartColors, string> = {
  raw: '--curve-raw',
  smooth: '--curve-training',
  validation: '--curve-validation',
  grid: '--curve-grid',
  label: '--curve-label',
  surface: '--curve-surface',
}

/** Resolves the tokens where `element` stands: a probe's `color` comes back as a plain colour that a canvas takes. */
export function readColors(element: HTMLElement): ChartColors {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  const read = (property: string) => {
    probe.style.color = `var(${property})`
    return getComputedStyle(probe).color
  }
  const colors = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, read(property)]))
  probe.remove()
  return colors as Record<keyof ChartColors, string>
}

/** Figures on the axis of steps stay short: 800, 4k, 12.5k. */
export const shortCount = (value: number): string =>
  value >= 1_000_000
    ? `${+(value / 1_000_000).toFixed(2)}M`
    : value >= 1_000
      ? `${+(value / 1_000).toFixed(2)}k`
      : `${value}`

const font = '11px "Inter Variable", system-ui, sans-serif'

/** The stretch of steps in view. */
export interface View {
  from: number
  to: number
}

interface Wanted {
  curve: Curve
  width: number
  height: number
  colors(): ChartColors
  /** The steps at which epochs ended, drawn as faint lines. */
  epochEnds(): number[]
  onCursor(step: number | undefined): void
  isZoomed(): boolean
  onZoom(view: View | undefined): void
}

export function chartOptions({
  curve,
  width,
  height,
  colors,
  epochEnds,
  onCursor,
  isZoomed,
  onZoom,
}: Wanted): uPlot.Options {
  return {
    width,
    height,
    padding: [10, 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      sync: { key: 'training-curves', scales: ['x', null] },
      // The zoom is kept outside, so that both charts share it and new points are thinned for the stretch in view.
      drag: { x: true, y: false, dist: 6, setScale: false },
      bind: { dblclick: () => () => (onZoom(undefined), null) },
      points: { size: 7, width: 2, fill: () => colors().surface },
    },
    scales: {
      x: { time: false, range: (_, min, max) => (min === max ? [min - 1, max + 1] : [min, max]) },
      y: {
        range: (chart) => yRange(curve, chart.data as ChartData, isZoomed()),
      },
    },
    axes: [axis({ size: 26, values: (_, splits) => splits.map(shortCount), colors }), axis({ size: 46, colors })],
    series: [
      {},
      { stroke: () => colors().raw, width: 1, spanGaps: true, points: { show: false } },
      { stroke: () => colors().smooth, width: 2, spanGaps: true, points: { show: false } },
      {
        stroke: () => colors().validation,
        width: 2,
        spanGaps: true,
        points: {
          show: (chart) => roomy(chart, epochEnds().length),
          size: 7,
          width: 2,
          stroke: () => colors().validation,
          fill: () => colors().surface,
        },
      },
    ],
    hooks: {
      drawClear: [(chart) => drawEpochs(chart, epochEnds(), colors().grid)],
      setCursor: [
        (chart) => onCursor(typeof chart.cursor.idx === 'number' ? chart.data[0][chart.cursor.idx] : undefined),
      ],
      setSelect: [
        (chart) => {
          if (chart.select.width === 0) return
          const from = chart.posToVal(chart.select.left, 'x')
          const to = chart.posToVal(chart.select.left + chart.select.width, 'x')
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          onZoom({ from, to })
        },
      ],
    },
  }
}

function axis({
  size,
  values,
  colors,
}: Pick<uPlot.Axis, 'values'> & { size: number; colors(): ChartColors }): uPlot.Axis {
  return {
    size,
    font,
    gap: 6,
    ...(values
      ? {
          values,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500]
            .flatMap((n) => [n, n * 1_000, n * 1_000_000])
            .sort((a, b) => a - b),
        }
      : {}),
    stroke: () => colors().label,
    grid: values ? { show: false } : { stroke: () => colors().grid, width: 1 },
    ticks: { show: false },
  }
}

/** Whether marks for so many epochs would stay apart; closer, they are a carpet. `bbox` is in device pixels. */
const roomy = ({ bbox }: uPlot, epochs: number) => epochs > 0 && bbox.width / uPlot.pxRatio / epochs >= 12

function drawEpochs(chart: uPlot, ends: number[], stroke: string) {
  const { ctx, bbox } = chart
  if (!roomy(chart, ends.length)) return
  ctx.save()
  ctx.strokeStyle = stroke
  ctx.lineWidth = 1
  ctx.beginPath()
  for (const step of ends) {
    const x = Math.round(chart.valToPos(step, 'x', true)) + 0.5
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
  }
  ctx.stroke()
  ctx.restore()
}
