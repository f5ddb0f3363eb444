import { gaps } from './geometry.ts'

/** Rows `from` to `to`, without `to`, that stand in one column. */
export interface Column {
  from: number
  to: number
}

/** A column much shorter than the tallest looks lost beside it; the first may be, as an input may stand apart. */
const leastPart = 0.35
interface BrokenRows {
  tops: readonly number[]
  cuts: readonly number[]
  widthOf(column: Column): number
}

/** Width to height of what a network is to fill: the canvas of a laptop's window with all panels open. */
const aspect = 1.8

/**
 * Breaks a tall chain into columns, as a newspaper does, so that the whole fits a window at a readable size.
 *
 * @param rows.tops of the rows, with the bottom of the last one behind
 * @param rows.cuts rows at which a column may begin: one wire alone leads into them
 * @param rows.widthOf the width that rows from … to need
 * @param tallest what fits into this height stays in one column
 */
export function columnsOf({ tops, cuts, widthOf }: BrokenRows, tallest: number): Column[] {
  const count = tops.length - 1
  const one = [{ from: 0, to: count }]
  if (tops[count]! - tops[0]! <= tallest || cuts.length === 0) return one
  let best = one
  let bestScale = scaleOf(one, tops, widthOf)
  for (let wanted = 2; wanted <= cuts.length + 1; wanted++) {
    const columns = balanced(tops, cuts, wanted)
    const scale = scaleOf(columns, tops, widthOf)
    // More columns only make it wider from here on.
    if (scale < bestScale * 0.8) break
    const heights = columns.map((column) => heightOf(tops, column))
    const isEven = Math.min(...heights.slice(1)) >= Math.max(...heights) * leastPart
    if (scale <= bestScale * 1.05 || !isEven) continue
    best = columns
    bestScale = scale
  }
  return best
}

const heightOf = (tops: readonly number[], { from, to }: Column) => tops[to]! - tops[from]!

/** How large it can be drawn in a window of a thousand pixels' height. */
function scaleOf(columns: readonly Column[], tops: readonly number[], widthOf: (column: Column) => number): number {
  const width = columns.reduce((sum, column) => sum + widthOf(column), gaps.column * (columns.length - 1))
  const height = Math.max(...columns.map((column) => heightOf(tops, column)))
  return Math.min((1000 * aspect) / width, 1000 / height)
}

/** At most `wanted` columns whose tallest is as low as can be. */
function balanced(tops: readonly number[], cuts: readonly number[], wanted: number): Column[] {
  let low = 0
  let high = tops.at(-1)! - tops[0]!
  let best = filled(tops, cuts, high)
  for (let step = 0; step < 16; step++) {
    const limit = (low + high) / 2
    const columns = filled(tops, cuts, limit)
    if (columns.length <= wanted && columns.every((column) => heightOf(tops, column) <= limit)) {
      best = columns
      high = limit
    } else low = limit
  }
  return best
}

/** Columns filled one after the other up to a height, where there is a place to cut. */
function filled(tops: readonly number[], cuts: readonly number[], limit: number): Column[] {
  const columns: Column[] = []
  let from = 0
  let last = 0
  for (const cut of [...cuts, tops.length - 1]) {
    if (tops[cut]! - tops[from]! > limit && last > from) {
      columns.push({ from, to: last })
      from = last
    }
    last = cut
  }
  columns.push({ from, to: tops.length - 1 })
  return columns
}
