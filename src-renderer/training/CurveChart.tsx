import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import type { RunWatch } from '../store/run-watch.ts'
import type { ChartColors, View } from './chart-options.ts'
import { chartOptions, readColors } from './chart-options.ts'
import { Readout } from './Readout.tsx'
import type { Curve } from './series.ts'
import { chartData } from './series.ts'

interface Props {
  curve: Curve
  title: Text
  watch: RunWatch
  view: View | undefined
  onZoom(view: View | undefined): void
}

/** One curve, live. The chart is drawn at most once a frame, and only where something changed. */
export function CurveChart({ curve, title, watch, view, onZoom }: Props) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const redraw = useRef<() => void>(() => {})
  const shown = useRef({ watch, view, onZoom })
  const [cursor, setCursor] = useState<number>()

  useEffect(() => {
    shown.current = { watch, view, onZoom }
    redraw.current()
  }, [watch, view, onZoom])

  useEffect(() => {
    const element = place.current!
    let colors: ChartColors = readColors(element)
    let frame = 0
    const chart = new uPlot(
      chartOptions({
        curve,
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
        colors: () => colors,
        epochEnds: () => shown.current.watch.series.epochs.map((epoch) => epoch.step),
        onCursor: setCursor,
        isZoomed: () => shown.current.view !== undefined,
        onZoom: (zoomed) => shown.current.onZoom(zoomed),
      }),
      [[], [], [], []],
      element,
    )

    const draw = () => {
      frame = 0
      const { watch, view } = shown.current
      // Two points for each pixel: a stretch's lowest and highest.
      const points = Math.max(200, chart.width * 2)
      const data = chartData(watch.series, curve, points, view?.from, view?.to)
      chart.batch(() => {
        chart.setData(data, view === undefined)
        if (view) chart.setScale('x', { min: view.from, max: view.to })
      })
    }
    redraw.current = () => {
      frame ||= requestAnimationFrame(draw)
    }

    const resized = new ResizeObserver(() => {
      const width = element.clientWidth
      const height = element.clientHeight
      if (width === 0 || height === 0 || (width === chart.width && height === chart.height)) return
      chart.setSize({ width, height })
      redraw.current()
    })
    resized.observe(element)

    const recolor = () => {
      colors = readColors(element)
      chart.redraw(false)
    }
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', recolor)
    // The theme can also be chosen by hand, which shows as an attribute of the root.
    const chosen = new MutationObserver(recolor)
    chosen.observe(document.documentElement, { attributes: true })

    redraw.current()
    return () => {
      cancelAnimationFrame(frame)
      redraw.current = () => {}
      resized.disconnect()
      chosen.disconnect()
      scheme.removeEventListener('change', recolor)
      chart.destroy()
    }
  }, [curve])

  return (
    <section className="curve" aria-label={t(title)}>
      <Readout curve={curve} title={title} watch={watch} cursor={cursor} />
      <div className="curve-plot" ref={place} />
    </section>
  )
}
