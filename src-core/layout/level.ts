import { align } from './align.ts'
import { columnsOf } from './columns.ts'
import type { Column } from './columns.ts'
import { gaps } from './geometry.ts'
import type { Point, Size } from './geometry.ts'
import { acyclic, ranksOf } from './ranks.ts'
import { linkKey, rowsOf } from './rows.ts'
import type { Rows } from './rows.ts'

export interface Box extends Size {
  id: string
}

/** A wire between two boxes of one level. */
export interface Link {
  id: string
  source: string
  target: string
}

/** How a wire runs that does not go straight from one row to the next. */
export interface Route {
  /** Points on its way, at which it goes downwards. */
  through: readonly Point[]
  /** Round the end of a column and up to the top of the next, before the point of that number (or the end). */
  turn?: Turn & { at: number }
}

export interface Turn {
  bottom: number
  x: number
  top: number
}

export const movedRoute = ({ through, turn }: Route, { x, y }: Point): Route => ({
  through: through.map((point) => ({ x: point.x + x, y: point.y + y })),
  ...(turn && { turn: { at: turn.at, bottom: turn.bottom + y, x: turn.x + x, top: turn.top + y } }),
})

export interface LevelLayout {
  /** The top left corner of each box; the level's own is at 0, 0. */
  corners: ReadonlyMap<string, Point>
  /** By the links' ids. */
  routes: ReadonlyMap<string, Route>
}

/**
 * Lays out boxes that stand side by side in one block, from top to bottom, in time that grows with their number:
 * it runs in the same frame as the edit. The result follows from the boxes and links alone.
 *
 * @param tallest the height above which a chain may be broken into columns
 */
export function layoutLevel(boxes: readonly Box[], links: readonly Link[], tallest: number): LevelLayout {
  const corners = new Map<string, Point>()
  const routes = new Map<string, Route>()
  let right = 0
  let singlesBottom = 0
  let singlesWidth = 0
  for (const part of partsOf(boxes, links)) {
    if (part.boxes.length === 1) {
      // What nothing is joined to stands in a column of its own behind the rest.
      const [box] = part.boxes
      corners.set(box!.id, { x: right, y: singlesBottom })
      singlesBottom += box!.height + gaps.rank
      singlesWidth = Math.max(singlesWidth, box!.width)
      continue
    }
    const laid = layoutPart(part, tallest)
    for (const [id, { x, y }] of laid.corners) corners.set(id, { x: x + right, y })
    for (const [id, route] of laid.routes) routes.set(id, movedRoute(route, { x: right, y: 0 }))
    right += laid.width + gaps.part
  }
  return { corners, routes }
}

interface Part {
  boxes: Box[]
  links: Link[]
}

/** The boxes that hang together, the largest part first, single ones last. */
function partsOf(boxes: readonly Box[], links: readonly Link[]): Part[] {
  const leader = new Map(boxes.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    let at = id
    while (leader.get(at) !== at) {
      leader.set(at, leader.get(leader.get(at)!)!)
      at = leader.get(at)!
    }
    return at
  }
  for (const { source, target } of links) leader.set(find(source), find(target))
  const parts = new Map<string, Part>()
  for (const box of boxes) {
    const id = find(box.id)
    const part = parts.get(id)
    if (part) part.boxes.push(box)
    else parts.set(id, { boxes: [box], links: [] })
  }
  for (const link of links) parts.get(find(link.source))!.links.push(link)
  return [...parts.values()].sort((a, b) => b.boxes.length - a.boxes.length)
}

function layoutPart({ boxes, links }: Part, tallest: number): LevelLayout & { width: number } {
  const place = new Map(boxes.map(({ id }, v) => [id, v]))
  const dag = acyclic(
    boxes.length,
    links.map(({ source, target }) => [place.get(source)!, place.get(target)!] as const),
  )
  const rows = rowsOf(dag, ranksOf(dag))
  const widths = boxes.map(({ width }) => width)
  const middles = align(rows, widths)
  const { tops, heights } = rowPlaces(rows, boxes, middles)
  const widthOf = (column: Column) => extent(rows, column, middles, widths).width
  const ends = [...tops, tops.at(-1)! + heights.at(-1)!]
  const columns = columnsOf({ tops: ends, cuts: cutsOf(rows), widthOf }, tallest)
  const { shifts, width } = placeColumns(rows, columns, middles, widths, tops)

  const rankOf = new Int32Array(middles.length)
  rows.rows.forEach((row, rank) => row.forEach((v) => (rankOf[v] = rank)))
  const middleOf = (v: number) => middles[v]! + shifts[rankOf[v]!]!.x
  const topOf = (v: number) => tops[rankOf[v]!]! - shifts[rankOf[v]!]!.up
  const corners = new Map(boxes.map(({ id, width }, v) => [id, { x: middleOf(v) - width / 2, y: topOf(v) }]))
  const routes = new Map<string, Route>()
  for (const link of links) {
    const [source, target] = [place.get(link.source)!, place.get(link.target)!]
    const lane = rows.lanes.get(linkKey(source, target))
    if (lane) routes.set(link.id, { through: lanePoints(lane) })
    const [from, to] = [shifts[rankOf[source]!]!, shifts[rankOf[target]!]!]
    if (to.column === from.column + 1) {
      routes.set(link.id, { through: [], turn: { ...turnBetween(from.column), at: 0 } })
    }
  }
  return { corners, routes, width }

  function lanePoints(lane: readonly number[]): Point[] {
    const points = lane.flatMap((v) => [
      { x: middleOf(v), y: topOf(v) },
      { x: middleOf(v), y: topOf(v) + heights[rankOf[v]!]! },
    ])
    // Of a straight stretch only its ends say anything.
    return points.filter(({ x }, i) => points[i - 1]?.x !== x || points[i + 1]?.x !== x)
  }

  function turnBetween(column: number): Turn {
    const { from, to } = columns[column]!
    const next = columns[column + 1]!
    const bottom = tops[to - 1]! + heights[to - 1]! - tops[from]! + gaps.turn
    const left = shifts[next.from]!.x + extent(rows, next, middles, widths).left
    return { bottom, x: left - gaps.column / 2, top: -gaps.turn }
  }
}

/** The top and the height of each row. Where wires change sides between two rows there is more room. */
function rowPlaces({ rows, down, count }: Rows, boxes: readonly Box[], middles: readonly number[]) {
  const heights = rows.map((row) => Math.max(0, ...row.filter((v) => v < count).map((v) => boxes[v]!.height)))
  const tops: number[] = []
  let y = 0
  rows.forEach((row, rank) => {
    tops.push(y)
    const isStraight = row.every((v) => down[v]!.every((target) => Math.abs(middles[target]! - middles[v]!) < 1))
    y += heights[rank]! + (isStraight ? gaps.rank : gaps.fork)
  })
  return { tops, heights }
}

/** Rows into which a single wire leads, from card to card. */
function cutsOf({ rows, down, up, count }: Rows): number[] {
  const cuts: number[] = []
  for (let rank = 1; rank < rows.length; rank++) {
    const above = rows[rank - 1]!
    const below = rows[rank]!
    const wires = above.reduce((sum, v) => sum + down[v]!.length, 0)
    const end = below.find((v) => up[v]!.length > 0)
    if (wires === 1 && below.length === 1 && end !== undefined && end < count && up[end]![0]! < count) cuts.push(rank)
  }
  return cuts
}

function extent({ rows }: Rows, { from, to }: Column, middles: readonly number[], widths: readonly number[]) {
  let left = Infinity
  let right = -Infinity
  for (let rank = from; rank < to; rank++) {
    for (const v of rows[rank]!) {
      const half = (widths[v] ?? 0) / 2
      left = Math.min(left, middles[v]! - half)
      right = Math.max(right, middles[v]! + half)
    }
  }
  return { left, width: right - left }
}

/** How far each row moves right and up into its column. */
function placeColumns(
  rows: Rows,
  columns: readonly Column[],
  middles: readonly number[],
  widths: readonly number[],
  tops: readonly number[],
) {
  const shifts: { column: number; x: number; up: number }[] = []
  let right = 0
  columns.forEach((column, at) => {
    const { left, width } = extent(rows, column, middles, widths)
    for (let rank = column.from; rank < column.to; rank++)
      shifts[rank] = { column: at, x: right - left, up: tops[column.from]! }
    right += width + gaps.column
  })
  return { shifts, width: right - gaps.column }
}
