/** Pixels; summary.css draws rows and head as high. */
export const rowHeight = 26
export const headHeight = 28
/** Rows that are drawn above and below what is in sight. */
const margin = 8

/** From the first row that is to be drawn to the one after the last. */
export function rowsInSight(scrollTop: number, height: number, count: number): { from: number; to: number } {
  const first = Math.floor(scrollTop / rowHeight)
  const last = Math.ceil((scrollTop + height) / rowHeight)
  // A table that has got shorter may still be scrolled past its end.
  const to = Math.min(count, last + margin)
  return { from: Math.max(0, Math.min(first - margin, to)), to }
}

/** Where to scroll so that a row is in sight, with no more movement than it takes. `height` is without the head. */
export function scrollFor(row: number, scrollTop: number, height: number): number {
  const top = row * rowHeight
  // A table lower than a row shows the row's beginning.
  return Math.min(Math.max(Math.min(scrollTop, top), top + rowHeight - height), top)
}
