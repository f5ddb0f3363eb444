import type { Viewport } from '@xyflow/react'
import { around } from '../../src-core/layout/geometry.ts'
import type { Rect, Size } from '../../src-core/layout/geometry.ts'
import type { Arrangement } from '../../src-core/layout/arrangement.ts'
import { zoomLimits } from './wheel.ts'

/** Free room around what is shown, in pixels of the window. */
const margin = 24
/** Larger than life helps nobody to read. */
const largestFit = 1.1

/** The least zoom at which cards can be read, and say all that they have to say. */
export const readable = 0.5

/** What lies over a lower corner of the canvas, which what is fitted keeps clear of: pixels from that corner. */
export interface Cover extends Size {
  corner: 'left' | 'right'
}

const zoomBar: Cover = { corner: 'right', width: 192, height: 56 }

/**
 * The viewport in which all of some rectangles are in sight, in the middle of a window of a size.
 *
 * @param cover what lies over the canvas beside the zoom bar
 */
export function viewportOf(rects: Iterable<Rect>, size: Size, cover?: Cover): Viewport {
  const all = [...rects]
  const covers = (cover ? [zoomBar, cover] : [zoomBar]).toSorted((a, b) => a.height - b.height)
  let viewport = fitted(all, size, margin)
  // With more room below for one the other may come to lie over something.
  for (const one of covers)
    if (all.some((rect) => isUnder(rect, one, viewport, size))) viewport = fitted(all, size, one.height)
  return viewport
}

function isUnder({ x, y, width, height }: Rect, cover: Cover, viewport: Viewport, size: Size): boolean {
  const isBeside =
    cover.corner === 'left'
      ? x * viewport.zoom + viewport.x > cover.width
      : (x + width) * viewport.zoom + viewport.x < size.width - cover.width
  return !isBeside && (y + height) * viewport.zoom + viewport.y > size.height - cover.height
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

/**
 * Brings nodes into sight at a size at which they can be read: as large as it is where that does, else as large as life.
 * Nothing where they are in sight.
 */
export function viewportShowing(rects: Rect[], viewport: Viewport, size: Size): Viewport | undefined {
  const bounds = around(rects)
  if (!bounds) return undefined
  const { zoom } = viewport
  if (fits(bounds, zoom, size) && zoom >= readable) return viewportHolding(rects, viewport, size)
  return centred(bounds, Math.min(Math.max(zoom, 0.8), viewportOf(rects, size).zoom), size)
}

/**
 * Brings nodes into sight at the same size: from nearby with the least move that does, of what is too large its beginning;
 * else into the middle. Nothing where they are in sight.
 */
export function viewportHolding(rects: Rect[], { x, y, zoom }: Viewport, size: Size): Viewport | undefined {
  const bounds = around(rects)
  if (!bounds) return undefined
  const dx = shiftInto(bounds.x * zoom + x, bounds.width * zoom, size.width)
  const dy = shiftInto(bounds.y * zoom + y, bounds.height * zoom, size.height)
  if (dx === 0 && dy === 0) return undefined
  const isNear = Math.abs(dx) < size.width / 2 && Math.abs(dy) < size.height / 2
  return isNear || !fits(bounds, zoom, size) ? { x: x + dx, y: y + dy, zoom } : centred(bounds, zoom, size)
}

const fits = (bounds: Rect, zoom: number, { width, height }: Size): boolean =>
  bounds.width * zoom <= width - 2 * margin && bounds.height * zoom <= height - 2 * margin

const centred = (bounds: Rect, zoom: number, { width, height }: Size): Viewport => ({
  x: width / 2 - (bounds.x + bounds.width / 2) * zoom,
  y: height / 2 - (bounds.y + bounds.height / 2) * zoom,
  zoom,
})

/** What of the canvas a window of a size shows. */
export const sightOf = ({ x, y, zoom }: Viewport, { width, height }: Size): Rect => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
})

function shiftInto(start: number, length: number, room: number): number {
  const last = room - margin - length
  if (start < margin || last < margin) return margin - start
  return Math.min(last - start, 0)
}

/** The rectangles of nodes in sight, or of the ends of wires. */
export function rectsOf({ placed }: Arrangement, ids: readonly string[], ends: (wire: string) => string[]): Rect[] {
  return ids.flatMap((id) => (placed.has(id) ? [id] : ends(id))).flatMap((id) => placed.get(id) ?? [])
}
