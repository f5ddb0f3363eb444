/** A graph by the places of its vertices in an array: `out[v]` holds the vertices that follow from `v`. */
export interface Dag {
  out: number[][]
  into: number[][]
}

/**
 * The links among `count` vertices without a circle: one that leads back is turned round. Links between the same two
 * count once.
 */
export function acyclic(count: number, links: readonly (readonly [number, number])[]): Dag {
  const out: number[][] = Array.from({ length: count }, () => [])
  for (const [source, target] of links) if (!out[source]!.includes(target)) out[source]!.push(target)
  const dag: Dag = { out: Array.from({ length: count }, () => []), into: Array.from({ length: count }, () => []) }
  const state = new Uint8Array(count)
  const join = (source: number, target: number) => {
    if (dag.out[source]!.includes(target)) return
    dag.out[source]!.push(target)
    dag.into[target]!.push(source)
  }
  const hasInput = new Uint8Array(count)
  for (const [, target] of links) hasInput[target] = 1
  const starts = [...out.keys()].sort((a, b) => hasInput[a]! - hasInput[b]! || a - b)
  for (const start of starts) {
    if (state[start] !== 0) continue
    const stack = [{ v: start, next: 0 }]
    state[start] = 1
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const target = out[top.v]![top.next++]
      if (target === undefined) {
        state[top.v] = 2
        stack.pop()
        continue
      }
      if (state[target] === 1) {
        join(target, top.v)
        continue
      }
      join(top.v, target)
      if (state[target] === 0) {
        state[target] = 1
        stack.push({ v: target, next: 0 })
      }
    }
  }
  return dag
}

/**
 * Which row a vertex stands in: each below all that it follows from, as high as it can; what follows from nothing
 * stands right above what takes it.
 */
export function ranksOf({ out, into }: Dag): number[] {
  const ranks = new Array<number>(out.length).fill(0)
  for (const v of topological({ out, into })) {
    for (const target of out[v]!) ranks[target] = Math.max(ranks[target]!, ranks[v]! + 1)
  }
  out.forEach((targets, v) => {
    if (into[v]!.length > 0 || targets.length === 0) return
    ranks[v] = Math.min(...targets.map((target) => ranks[target]!)) - 1
  })
  return ranks
}

/** How many vertices the longest way down from each has. */
export function depthsBelow(dag: Dag): number[] {
  const depths = new Array<number>(dag.out.length).fill(1)
  for (const v of topological(dag).reverse()) {
    for (const target of dag.out[v]!) depths[v] = Math.max(depths[v]!, depths[target]! + 1)
  }
  return depths
}

/** Every vertex after those it follows from. */
function topological({ out, into }: Dag): number[] {
  const waiting = into.map((sources) => sources.length)
  const order = [...out.keys()].filter((v) => waiting[v] === 0)
  for (let at = 0; at < order.length; at++) {
    for (const target of out[order[at]!]!) if (--waiting[target]! === 0) order.push(target)
  }
  return order
}
