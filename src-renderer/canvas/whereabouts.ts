import type { Point } from '../../src-core/layout/geometry.ts'

/** The ways from a point of the window to the same point elsewhere. */
export interface Whereabouts {
  /** On the canvas, in whose pixels positions are. */
  toCanvas(client: Point): Point
  /** The way back from the canvas. */
  toClient(spot: Point): Point
  /** The middle of what is seen of the canvas, in pixels of the window. */
  middle(): Point
  /** In the canvas's element, in which lists open. */
  toElement(client: Point): Point
}
