import type { KeyboardEvent, RefObject } from 'react'
import { useState } from 'react'
import type uPlot from 'uplot'
import type { View } from './chart-options.ts'

/** Pixels that one press of an arrow moves the cursor; Shift takes ten of them. */
const stride = 4

/** Reads and zooms a chart by the keyboard. `isReading` while the cursor is the keyboard's. */
export function useChartKeys(
  chart: RefObject<uPlot | undefined>,
  view: View | undefined,
  onZoom: (view: View | undefined) => void,
) {
  const [isReading, setReading] = useState(false)

  const moveTo = (plot: uPlot, left: number) => {
    const width = plot.over.clientWidth
    setReading(true)
    plot.setCursor({ left: Math.min(width - 1, Math.max(0, left)), top: 0 })
  }

  /** Zooms about the cursor, or about the middle. */
  const zoom = (plot: uPlot, factor: number) => {
    const { min = 0, max = 0 } = plot.scales.x!
    const [first, last] = [plot.data[0][0] ?? min, plot.data[0].at(-1) ?? max]
    const { left = -1 } = plot.cursor
    const about = left >= 0 ? plot.posToVal(left, 'x') : (min + max) / 2
    const from = about - (about - min) * factor
    const to = about + (max - about) * factor
    const isAll = factor > 1 && (view === undefined || (from <= first && to >= last))
    if (to - from > 1e-6) onZoom(isAll ? undefined : { from, to })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const plot = chart.current
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return
    const { left = -1 } = plot.cursor
    const by = stride * (event.shiftKey ? 10 : 1)
    const width = plot.over.clientWidth
    const here = left >= 0 ? left : width
    switch (event.key) {
      case 'ArrowLeft':
        moveTo(plot, here - by)
        break
      case 'ArrowRight':
        moveTo(plot, here + by)
        break
      case 'Home':
        moveTo(plot, 0)
        break
      case 'End':
        moveTo(plot, width)
        break
      case '+':
      case '=':
        zoom(plot, 0.5)
        break
      case '-':
        zoom(plot, 2)
        break
      case '0':
        onZoom(undefined)
        break
      case 'Escape':
        if (!view && !isReading) return
        onZoom(undefined)
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  const onBlur = () => {
    if (!isReading) return
    setReading(false)
    chart.current?.setCursor({ left: -10, top: -10 })
  }

  return { isReading, onKeyDown, onBlur }
}
