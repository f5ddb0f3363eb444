import type { Viewport } from '@xyflow/react'
import { around } from '../../src-core/layout/geometry.ts'
import type { Rect, Size } from '../../src-core/layout/geometry.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { zoomLimits } from './wheel.ts'

/** Free room around what is shown, in pixels of the window. */
const margin = 24
/** Larger than life helps nobody to read. */
const largestFit = 1.1

/** Where the zoom bar lies, from the right and from below: what is fitted keeps clear of it. */
const zoomBar = { width: 192, height: 56 }

/** The viewport in which all of some rectangles are in sight, in the middle of a window of a size. */
export function viewportOf(rects: Iterable<Rect>, size: Size): Viewport {
  const all = [...rects]
  const viewport = fitted(all, size, margin)
  const isUnderBar = all.some(
    ({ x, y, width, height }) =>
      (x + width) * viewport.zoom + viewport.x > size.width - zoomBar.width &&
      (y + height) * viewport.zoom + viewport.y > size.height - zoomBar.height,
  )
  return isUnderBar ? fitted(all, size, zoomBar.height) : viewport
}

/** @param below what is kept free under it, in pixels of the window */
function fitted(rects: readonly Rect[], { width, height }: Size, below: number): Viewport {
  const bounds = around(rects)
  if (!bounds || width === 0 || height === 0) return { x: width / 2, y: height / 3, zoom: 1 }
  const fitting = Math.min((width - 2 * margin) / bounds.width, (height - margin - below) / bounds.height)
  const zoom = Math.max(zoomLimits.min, Math.min(largestFit, fitting))
  return {
    x: width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: (height + margin - below) / 2 - (bounds.y + bounds.height / 2) * zoom,
    zoom,
  }
}

/** The least move that brings nodes into sight at a size at which they can be read; none where they are already. */
export function viewportShowing(rects: Rect[], { x, y, zoom }: Viewport, size: Size): Viewport | undefined {
  const bounds = around(rects)
  if (!bounds) return undefined
  const left = bounds.x * zoom + x
  const top = bounds.y * zoom + y
  const isInside =
    left >= 0 && top >= 0 && left + bounds.width * zoom <= size.width && top + bounds.height * zoom <= size.height
  if (isInside && zoom >= 0.5) return undefined
  const next = Math.min(Math.max(zoom, 0.8), viewportOf(rects, size).zoom)
  return {
    x: size.width / 2 - (bounds.x + bounds.width / 2) * next,
    y: size.height / 2 - (bounds.y + bounds.height / 2) * next,
    zoom: next,
  }
}

/** The rectangles of nodes in sight, or of the ends of wires. */
export function rectsOf({ placed }: Arrangement, ids: readonly string[], ends: (wire: string) => string[]): Rect[] {
  return ids.flatMap((id) => (placed.has(id) ? [id] : ends(id))).flatMap((id) => placed.get(id) ?? [])
}
