import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { onThemeChange, readColors } from './chart-colors.ts'
import type { ChartLine } from './chart-data.ts'
import { chartData } from './chart-data.ts'
import type { CursorPlace, View } from './chart-options.ts'
import { chartOptions } from './chart-options.ts'
import { useCurveSettings } from './curve-settings.ts'
import { CurveTip } from './CurveTip.tsx'
import { divergencesOf, marksOf } from './line-marks.ts'
import { Readout } from './Readout.tsx'
import type { Curve } from './series.ts'
import { useChartKeys } from './use-chart-keys.ts'

interface Props {
  curve: Curve
  title: Text
  lines: readonly ChartLine[]
  /** Changes whenever any of the lines has grown. */
  version: number
  view: View | undefined
  onZoom(view: View | undefined): void
}

/** One curve of one run or several, live. Drawn at most once a frame, and only where something changed. */
export function CurveChart({ curve, title, lines, version, view, onZoom }: Props) {
  const t = useT()
  const settings = useCurveSettings()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const redraw = useRef<() => void>(() => {})
  const shown = useRef({ lines, view, onZoom, settings })
  const [cursor, setCursor] = useState<CursorPlace>()
  const keys = useChartKeys(chart, view, onZoom)
  const log = settings.log && curve === 'loss'

  useEffect(() => {
    shown.current = { lines, view, onZoom, settings }
    redraw.current()
  }, [lines, version, view, onZoom, settings])

  // The chart is made anew where it has other lines or another axis; all else is drawn on the one that is there.
  const made = lines.map(({ id, color }) => `${id} ${color}`).join()
  useEffect(() => {
    const element = place.current!
    let colors = readColors(element, shown.current.lines)
    let frame = 0
    const plot = new uPlot(
      chartOptions({
        curve,
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
        lines: shown.current.lines.length,
        log,
        colors: () => colors,
        marks: () => marksOf(shown.current.lines, shown.current.settings.unit),
        divergences: () => divergencesOf(shown.current.lines, shown.current.settings.unit),
        isZoomed: () => shown.current.view !== undefined,
        pointer: { onCursor: setCursor, onZoom: (zoomed) => shown.current.onZoom(zoomed) },
      }),
      [[]],
      element,
    )
    chart.current = plot

    const draw = () => {
      frame = 0
      const { lines, view, settings } = shown.current
      // Two points for each pixel: a stretch's lowest and highest.
      const points = Math.max(200, plot.width * 2)
      const { smoothing, unit } = settings
      const data = chartData(lines, curve, { points, smoothing, unit, log, view })
      plot.batch(() => {
        plot.setData(data, view === undefined)
        if (view) plot.setScale('x', { min: view.from, max: view.to })
      })
    }
    redraw.current = () => {
      frame ||= requestAnimationFrame(draw)
    }

    const resized = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      if (width === 0 || height === 0 || (width === plot.width && height === plot.height)) return
      plot.setSize({ width, height })
      redraw.current()
    })
    resized.observe(element)
    const forgetTheme = onThemeChange(() => {
      colors = readColors(element, shown.current.lines)
      plot.redraw(false)
    })

    redraw.current()
    return () => {
      cancelAnimationFrame(frame)
      redraw.current = () => {}
      chart.current = undefined
      resized.disconnect()
      forgetTheme()
      plot.destroy()
      setCursor(undefined)
    }
  }, [curve, log, made])

  return (
    <section className="curve" aria-label={t(title)}>
      <Readout curve={curve} title={title} lines={lines} />
      <div
        className="curve-plot"
        ref={place}
        tabIndex={0}
        role="group"
        aria-label={t({
          en: 'Curve. Arrow keys read it, plus and minus zoom, 0 shows all.',
          zh: '曲线图。方向键读取数值，加减号缩放，0 显示全部。',
        })}
        onKeyDown={(event: KeyboardEvent) => keys.onKeyDown(event)}
        onBlur={keys.onBlur}
      >
        {cursor && <CurveTip curve={curve} lines={lines} {...cursor} spoken={keys.isReading} />}
      </div>
    </section>
  )
}
