import type { Size } from './geometry.ts'
import type { VisibleNode } from './visible.ts'

/** Sizes of cards in canvas pixels, known before anything is drawn: the canvas measures nothing. */
export const cardSizes: Readonly<Record<Exclude<VisibleNode['show'], 'frame'>, Size>> = {
  layer: { width: 224, height: 52 },
  block: { width: 224, height: 76 },
  outside: { width: 184, height: 30 },
}

/** What a frame adds around what is in it; its title stands in the top part. */
export const frameRim = { top: 44, side: 18, bottom: 18 }

/** The inside of a frame with nothing in it. */
export const emptyInside: Size = { width: 188, height: 34 }
