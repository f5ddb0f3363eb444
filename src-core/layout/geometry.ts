export interface Point {
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** A rectangle by its top left corner. */
export type Rect = Point & Size

/** Distances in canvas pixels, shared by the layout and the drawing of wires. */
export const gaps = {
  /** Between a card and the one below it. */
  rank: 32,
  /** The same where wires part or join on the way. */
  fork: 46,
  /** Between cards side by side. */
  card: 28,
  /** Between a card and a wire that passes it. */
  lane: 18,
  /** Between two columns of one chain; the wire from one to the next runs in the middle. */
  column: 64,
  /** How far that wire goes past the ends of the columns. */
  turn: 16,
  /** Between parts that no wire joins. */
  part: 56,
}

/** The smallest rectangle around all; undefined around nothing. */
export function around(rects: Iterable<Rect>): Rect | undefined {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
