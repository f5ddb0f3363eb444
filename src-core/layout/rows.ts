import type { Dag } from './ranks.ts'
import { depthsBelow } from './ranks.ts'

/** Vertices in rows, every link from one row to the next: a longer one passes the rows between in lanes. */
export interface Rows {
  /** Vertices of each row from left to right. The first `count` are cards, others are places in lanes. */
  rows: number[][]
  /** Links between neighbouring rows; what the longest way leads through comes first. */
  down: number[][]
  up: number[][]
  /** The places through which a long link goes, from top to bottom, by `linkKey`. */
  lanes: Map<string, number[]>
  /** How many of the vertices are cards. */
  count: number
  /** How many cards the longest way down from each card has, and the longest way up. */
  below: readonly number[]
  above: readonly number[]
}

export const linkKey = (source: number, target: number): string => `${source}>${target}`

/** Beyond this many places in lanes a long link goes straight over what is between: lanes would take too long to sort. */
const mostPlaces = 12_000
const sweeps = 6

/** Puts the vertices of each rank in an order in which few links cross. */
export function rowsOf(dag: Dag, ranks: readonly number[]): Rows {
  const rows = withLanes(dag, ranks)
  const below = depthsBelow(dag)
  const above = depthsBelow({ out: dag.into, into: dag.out })
  for (const targets of rows.down) targets.sort((a, b) => (below[b] ?? 0) - (below[a] ?? 0))
  for (const sources of rows.up) sources.sort((a, b) => (above[b] ?? 0) - (above[a] ?? 0))
  let best = firstOrder({ ...rows, down: abreast(rows) }, below)
  let fewest = crossings(rows, best)
  let current = best
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    current = sweep % 2 === 0 ? sorted(current, rows.up) : sorted([...current].reverse(), rows.down).reverse()
    const count = crossings(rows, current)
    if (count >= fewest) continue
    best = current
    fewest = count
  }
  return { ...rows, rows: best, below, above }
}

function withLanes(dag: Dag, ranks: readonly number[]): Omit<Rows, 'below' | 'above'> {
  const count = ranks.length
  const down: number[][] = Array.from({ length: count }, () => [])
  const up: number[][] = Array.from({ length: count }, () => [])
  const rows: number[][] = []
  const lanes = new Map<string, number[]>()
  const put = (v: number, rank: number) => (rows[rank] ??= []).push(v)
  const join = (source: number, target: number) => {
    down[source]!.push(target)
    up[target]!.push(source)
  }
  const highest = Math.min(...ranks)
  ranks.forEach((rank, v) => put(v, rank - highest))
  dag.out.forEach((targets, source) => {
    for (const target of targets) {
      const lane: number[] = []
      const length = ranks[target]! - ranks[source]! - 1
      if (length > 0 && down.length + length > count + mostPlaces) continue
      let last = source
      for (let rank = ranks[source]! + 1; rank < ranks[target]!; rank++) {
        const place = down.push([]) - 1
        up.push([])
        put(place, rank - highest)
        join(last, place)
        lane.push(place)
        last = place
      }
      join(last, target)
      if (lane.length > 0) lanes.set(linkKey(source, target), lane)
    }
  })
  return { rows, down, up, lanes, count }
}

/** Of three branches and more none is the trunk: they stand in the order of their names, as a paper draws them. */
function abreast({ down, count }: Pick<Rows, 'down' | 'count'>): number[][] {
  const cardOf = (v: number) => {
    let at = v
    while (at >= count) at = down[at]![0]!
    return at
  }
  return down.map((targets) => (targets.length > 2 ? targets.toSorted((a, b) => cardOf(a) - cardOf(b)) : targets))
}

/** Down from the top, the way that has most ahead of it first and lanes last, so that a trunk stands at the left. */
function firstOrder({ rows, down, up }: Pick<Rows, 'rows' | 'down' | 'up'>, below: readonly number[]): number[][] {
  const weight = (v: number) => below[v] ?? 0
  const order: number[][] = rows.map(() => [])
  const rankOf = new Int32Array(down.length)
  rows.forEach((row, rank) => row.forEach((v) => (rankOf[v] = rank)))
  const seen = new Uint8Array(down.length)
  const starts = [...down.keys()].filter((v) => up[v]!.length === 0)
  // More than two are branches whose beginning is elsewhere.
  if (starts.length <= 2) starts.sort((a, b) => weight(b) - weight(a) || a - b)
  for (const start of starts) {
    const stack = [start]
    while (stack.length > 0) {
      const v = stack.pop()!
      if (seen[v]) continue
      seen[v] = 1
      order[rankOf[v]!]!.push(v)
      stack.push(...down[v]!.toReversed())
    }
  }
  return order
}

/** Each row but the first in the order of the middles of what its vertices hang on in the row before. */
function sorted(rows: readonly number[][], neighbours: readonly number[][]): number[][] {
  const result: number[][] = []
  const at = new Map<number, number>()
  for (const row of rows) {
    const middle = new Map<number, number>()
    row.forEach((v, place) => {
      const near = neighbours[v]!.flatMap((u) => at.get(u) ?? [])
      middle.set(v, near.length > 0 ? near.reduce((sum, x) => sum + x, 0) / near.length : place)
    })
    const next = result.length === 0 ? row : [...row].sort((a, b) => middle.get(a)! - middle.get(b)!)
    next.forEach((v, place) => at.set(v, place))
    result.push(next)
  }
  return result
}

function crossings({ down }: Pick<Rows, 'down'>, rows: readonly number[][]): number {
  let sum = 0
  for (let rank = 0; rank + 1 < rows.length; rank++) {
    const row = rows[rank]!
    const below = new Map(rows[rank + 1]!.map((v, place) => [v, place]))
    const ends = row.flatMap((v) => down[v]!.map((target) => below.get(target)!).sort((a, b) => a - b))
    sum += inversions(ends, below.size)
  }
  return sum
}

/** Pairs that stand in the wrong order, counted with a tree of sums. */
function inversions(values: readonly number[], size: number): number {
  if (values.length < 2) return 0
  const tree = new Int32Array(size + 1)
  let sum = 0
  values.forEach((value, seen) => {
    let notAbove = 0
    for (let i = value + 1; i > 0; i -= i & -i) notAbove += tree[i]!
    sum += seen - notAbove
    for (let i = value + 1; i <= size; i += i & -i) tree[i]! += 1
  })
  return sum
}
