import type uPlot from 'uplot'
import { fontOf } from './canvas-font.ts'
import type { ChartColors } from './chart-colors.ts'
import { columnsPerLine } from './chart-data.ts'
import type { Mark } from './epoch-marks.ts'
import { drawDivergence, drawMarks, isRoomy } from './epoch-marks.ts'
import type { Curve } from './series.ts'
import { yRange } from './y-range.ts'

/** Figures on the axis of steps stay short: 800, 4k, 12.5k. */
export const shortCount = (value: number): string =>
  value >= 1_000_000
    ? `${+(value / 1_000_000).toFixed(2)}M`
    : value >= 1_000
      ? `${+(value / 1_000).toFixed(2)}k`
      : `${value}`

/** The stretch in view, in what the horizontal axis counts. */
export interface View {
  from: number
  to: number
}

/** Where the pointer is: on the horizontal axis, and in pixels from the left of a chart of that width. */
export interface CursorPlace {
  x: number
  left: number
  width: number
}

interface Wanted {
  curve: Curve
  width: number
  height: number
  /** How many lines are drawn. */
  lines: number
  log: boolean
  /** 1 on the screen; larger for a picture that is to be printed. */
  scale?: number
  colors(): ChartColors
  /** Where epochs ended, of the run that is marked. */
  marks(): readonly Mark[]
  /** Where the loss stopped being a number. */
  divergences(): readonly number[]
  isZoomed(): boolean
  /** None of a picture: what the pointer does. */
  pointer?: { onCursor(at: CursorPlace | undefined): void; onZoom(view: View | undefined): void }
}

export function chartOptions(wanted: Wanted): uPlot.Options {
  const { curve, width, height, lines, log, scale = 1, colors, marks, divergences, isZoomed } = wanted
  const font = fontOf(11 * scale)
  const columns = (chart: uPlot, offset: number) =>
    Array.from({ length: lines }, (_, line) => chart.data[1 + line * columnsPerLine + offset] ?? [])
  return {
    width,
    height,
    // Over the plot are the numbers of the epochs.
    padding: [17 * scale, 18 * scale, 0, 0],
    legend: { show: false },
    cursor: pointerOf(wanted),
    scales: {
      x: { time: false, range: (_, min, max) => rangeOf(min, max) },
      y: {
        ...(log ? { distr: 3, log: 10 } : {}),
        range: (chart) =>
          yRange({
            curve,
            // Of several runs only the smoothed lines are drawn.
            training: columns(chart, lines === 1 ? 0 : 1),
            validation: columns(chart, 2),
            zoomed: isZoomed(),
            log,
          }),
      },
    },
    axes: [
      axis({ size: 26, values: (_, splits) => splits.map(shortCount), colors, scale, font }),
      axis({ size: 46, colors, scale, font }),
    ],
    series: [{}, ...Array.from({ length: lines }, (_, line) => seriesOf(line, wanted)).flat()],
    hooks: {
      drawClear: [
        (chart) => {
          const { grid, label } = colors()
          drawMarks(chart, marks(), { line: grid, text: label, scale })
          for (const x of divergences()) drawDivergence(chart, x, colors().danger, scale)
        },
      ],
      setCursor: [
        (chart) => {
          const { idx, left = -1 } = chart.cursor
          const x = left >= 0 && typeof idx === 'number' ? chart.data[0][idx] : undefined
          wanted.pointer?.onCursor(
            x === undefined ? undefined : { x, left: left + chart.over.offsetLeft, width: chart.width },
          )
        },
      ],
      setSelect: [
        (chart) => {
          if (chart.select.width === 0) return
          const from = chart.posToVal(chart.select.left, 'x')
          const to = chart.posToVal(chart.select.left + chart.select.width, 'x')
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          wanted.pointer?.onZoom({ from, to })
        },
      ],
    },
  }
}

/** Without any step yet there is no range, whatever the types say. */
const rangeOf = (min: number | null, max: number | null): [number, number] =>
  min === null || max === null ? [0, 1] : min === max ? [min - 1, max + 1] : [min, max]

/** One run: every step faintly behind (alone only), the smoothed line, and validation dashed with a ring an epoch. */
function seriesOf(line: number, { lines, scale = 1, colors, marks }: Wanted): uPlot.Series[] {
  const color = (role: 'raw' | 'smooth' | 'validation') => () => colors().lines[line]![role]
  return [
    { show: lines === 1, stroke: color('raw'), width: scale, spanGaps: true, points: { show: false } },
    { stroke: color('smooth'), width: (lines === 1 ? 2 : 1.5) * scale, spanGaps: true, points: { show: false } },
    {
      stroke: color('validation'),
      width: 2 * scale,
      dash: [6 * scale, 4 * scale],
      spanGaps: true,
      points: {
        show: (chart) => lines > 1 || isRoomy(chart, marks()),
        size: (lines === 1 ? 7 : 5) * scale,
        width: 2 * scale,
        stroke: color('validation'),
        fill: () => colors().surface,
      },
    },
  ]
}

const pointerOf = ({ pointer, colors }: Wanted): uPlot.Cursor =>
  pointer
    ? {
        y: false,
        sync: { key: 'training-curves', scales: ['x', null] },
        // The zoom is kept outside, so that both charts share it and new points are thinned for the stretch in view.
        drag: { x: true, y: false, dist: 6, setScale: false },
        bind: { dblclick: () => () => (pointer.onZoom(undefined), null) },
        points: { size: 7, width: 2, fill: () => colors().surface },
      }
    : { show: false }

interface AxisWanted extends Pick<uPlot.Axis, 'values'> {
  size: number
  scale: number
  font: string
  colors(): ChartColors
}

function axis({ size, values, colors, scale, font }: AxisWanted): uPlot.Axis {
  return {
    size: size * scale,
    font,
    gap: 6 * scale,
    space: (values ? 50 : 30) * scale,
    ...(values
      ? {
          values,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500]
            .flatMap((n) => [n, n * 1_000, n * 1_000_000])
            .sort((a, b) => a - b),
        }
      : {}),
    stroke: () => colors().label,
    grid: values ? { show: false } : { stroke: () => colors().grid, width: scale },
    ticks: { show: false },
  }
}
