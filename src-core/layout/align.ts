import { gaps } from './geometry.ts'
import type { Rows } from './rows.ts'

const relaxations = 8

/**
 * The middles of all vertices along x. What follows one another stands straight below one another wherever a way has
 * no equal beside it: a shortcut goes round its trunk and not the trunk round the shortcut.
 *
 * @param widths of the cards; places in lanes have none
 */
export function align(rows: Rows, widths: readonly number[]): number[] {
  const blockOf = straightBlocks(rows)
  const limits = neighbourLimits(rows, widths, blockOf)
  const order = leftToRight(limits)
  const x = new Array<number>(limits.length).fill(0)
  for (const block of order)
    for (const { right, distance } of limits[block]!.after) x[right] = Math.max(x[right]!, x[block]! + distance)
  const pulls = pullsOn(rows, blockOf, limits.length)
  for (let round = 0; round < relaxations; round++) {
    for (const block of round % 2 === 0 ? [...order].reverse() : order) {
      const wanted = mean(pulls[block]!.map((other) => x[other]!))
      if (wanted === undefined) continue
      let low = -Infinity
      let high = Infinity
      for (const { left, distance } of limits[block]!.before) low = Math.max(low, x[left]! + distance)
      for (const { right, distance } of limits[block]!.after) high = Math.min(high, x[right]! - distance)
      x[block] = Math.max(low, Math.min(high, wanted))
    }
  }
  return blockOf.map((block) => x[block]!)
}

/** Vertices that stand straight below one another have the same number. */
function straightBlocks({ rows, up, down, count, below, above: depthAbove }: Rows): number[] {
  const isCard = (v: number) => v < count
  /** Whether the way through a neighbour is a branch of its own: at its far end nothing else parts or joins. */
  const isBranch = (v: number, on: readonly number[][], back: readonly number[][]) => {
    let at = v
    while (!isCard(at)) at = on[at]![0]!
    return back[at]!.length === 1
  }
  const mainAbove = (v: number) => mainOf(up[v]!, isCard, isCard(v), depthAbove, (u) => isBranch(u, up, down))
  const mainBelow = (v: number) => mainOf(down[v]!, isCard, isCard(v), below, (u) => isBranch(u, down, up))
  const blockOf = new Array<number>(down.length).fill(-1)
  let blocks = 0
  rows.forEach((row, rank) => {
    const placeAbove = new Map((rows[rank - 1] ?? []).map((v, place) => [v, place]))
    let taken = -1
    for (const v of row) {
      const above = mainAbove(v)
      const isMain = above !== undefined && mainBelow(above) === v
      if (isMain && placeAbove.get(above)! > taken) {
        taken = placeAbove.get(above)!
        blockOf[v] = blockOf[above]!
      } else blockOf[v] = blocks++
    }
  })
  return blockOf
}

/**
 * The neighbour that a vertex stands straight above or below: the first card of at most two (three branches or more, and two
 * as long as one another, stand evenly about it), else a lane; and for a place in a lane the one place that it hangs on.
 */
function mainOf(
  neighbours: readonly number[],
  isCard: (v: number) => boolean,
  forCard: boolean,
  depths: readonly number[],
  isBranch: (v: number) => boolean,
): number | undefined {
  if (!forCard) return neighbours[0]
  if (neighbours.filter(isBranch).length > 2) return undefined
  const cards = neighbours.filter(isCard)
  if (cards.length === 0 && neighbours.length === 1) return neighbours[0]
  const isTwin = cards.length === 2 && neighbours.length === 2 && depths[cards[0]!] === depths[cards[1]!]
  return cards.length <= 2 && !isTwin ? cards[0] : undefined
}

interface Limits {
  before: { left: number; distance: number }[]
  after: { right: number; distance: number }[]
}

/** How far apart the middles of neighbouring blocks must be. */
function neighbourLimits({ rows, count }: Rows, widths: readonly number[], blockOf: readonly number[]): Limits[] {
  const limits: Limits[] = []
  for (const block of blockOf) limits[block] ??= { before: [], after: [] }
  for (const row of rows) {
    for (let place = 1; place < row.length; place++) {
      const [a, b] = [row[place - 1]!, row[place]!]
      const gap = a < count && b < count ? gaps.card : gaps.lane
      const distance = (widths[a] ?? 0) / 2 + gap + (widths[b] ?? 0) / 2
      limits[blockOf[a]!]!.after.push({ right: blockOf[b]!, distance })
      limits[blockOf[b]!]!.before.push({ left: blockOf[a]!, distance })
    }
  }
  return limits
}

/** Every block after those at its left. Straight blocks never cross, so that there is such an order. */
function leftToRight(limits: readonly Limits[]): number[] {
  const waiting = limits.map(({ before }) => before.length)
  const order = [...limits.keys()].filter((block) => waiting[block] === 0)
  for (let at = 0; at < order.length; at++) {
    for (const { right } of limits[order[at]!]!.after) if (--waiting[right]! === 0) order.push(right)
  }
  return order
}

/** The blocks that each is linked with, as often as it is; cards pull at cards before lanes do. */
function pullsOn({ down, count }: Rows, blockOf: readonly number[], blocks: number): number[][] {
  const byCards: number[][] = Array.from({ length: blocks }, () => [])
  const byLanes: number[][] = Array.from({ length: blocks }, () => [])
  down.forEach((targets, v) => {
    for (const target of targets) {
      const [a, b] = [blockOf[v]!, blockOf[target]!]
      if (a === b) continue
      const pulls = v < count && target < count ? byCards : byLanes
      pulls[a]!.push(b)
      pulls[b]!.push(a)
    }
  })
  return byCards.map((pulls, block) => (pulls.length > 0 ? pulls : byLanes[block]!))
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
