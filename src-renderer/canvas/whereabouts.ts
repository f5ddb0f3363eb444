import type { Point } from '../../src-core/layout/geometry.ts'

/** The ways from a point of the window to the same point elsewhere. */
export interface Whereabouts {
  /** On the canvas, in whose pixels positions are. */
  toCanvas(client: Point): Point
  /** In the canvas's element, in which lists open. */
  toElement(client: Point): Point
}
