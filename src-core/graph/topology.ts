import type { Edge, LoomDocument } from '../document/schema.ts'

/** An edge and its id. */
export interface Wire extends Edge {
  id: string
}

/** How the layers of a graph hang together, whatever they are. Blocks play no part. */
export interface Topology {
  layers: readonly string[]
  /** The wires into each layer, in the order of its inputs. */
  into: ReadonlyMap<string, readonly Wire[]>
  /** The wires out of each layer, in the order of their targets' ids. */
  outOf: ReadonlyMap<string, readonly Wire[]>
  /** Wires with an end that is no layer. They are in neither map. */
  loose: readonly Wire[]
  /** Every layer after its sources; those on a cycle or behind one come last. The same whatever the order in the file. */
  order: readonly string[]
  /** Where `order` stops to be one: from here on layers are on a cycle or behind one. */
  ordered: number
  /** Layers that reach themselves, those of one knot together. */
  cycles: readonly (readonly string[])[]
}

/** What was found for each set of wires that can change no more: most edits leave the wires alone. */
const known = new WeakMap<LoomDocument['edges'], Topology>()

/** Finds how the layers of a graph hang together. Never throws. */
export function topologyOf(graph: Pick<LoomDocument, 'nodes' | 'edges'>): Topology {
  const before = known.get(graph.edges)
  if (before && hasLayers(graph.nodes, before.layers)) return before
  const topology = find(graph)
  if (Object.isFrozen(graph.edges)) known.set(graph.edges, topology)
  return topology
}

/** Whether these very layers are there, in this order. */
function hasLayers(nodes: LoomDocument['nodes'], layers: readonly string[]): boolean {
  let at = 0
  for (const id of Object.keys(nodes)) if (nodes[id]!.type === 'layer' && layers[at++] !== id) return false
  return at === layers.length
}

function find({ nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>): Topology {
  const into = new Map<string, Wire[]>()
  const outOf = new Map<string, Wire[]>()
  for (const [id, node] of Object.entries(nodes)) {
    if (node.type !== 'layer') continue
    into.set(id, [])
    outOf.set(id, [])
  }
  const loose: Wire[] = []
  for (const [id, edge] of Object.entries(edges)) {
    const wire = { id, source: edge.source, target: edge.target, targetInput: edge.targetInput }
    const out = outOf.get(edge.source)
    const inn = into.get(edge.target)
    if (!out || !inn) {
      loose.push(wire)
      continue
    }
    out.push(wire)
    inn.push(wire)
  }
  for (const wires of into.values()) {
    if (wires.length > 1) wires.sort((a, b) => a.targetInput - b.targetInput || compare(a.source, b.source))
  }
  for (const wires of outOf.values()) {
    if (wires.length > 1) wires.sort((a, b) => compare(a.target, b.target) || a.targetInput - b.targetInput)
  }
  const layers = [...into.keys()]
  const order = sort(layers, into, outOf)
  const ordered = order.length
  if (ordered === layers.length) return { layers, into, outOf, loose, order, ordered, cycles: [] }

  const placed = new Set(order)
  const rest = layers.filter((id) => !placed.has(id)).sort(compare)
  return { layers, into, outOf, loose, order: [...order, ...rest], ordered, cycles: knots(rest, placed, outOf) }
}

/** Everything that the given layers lead to, without themselves unless a cycle leads back. */
export const downstream = ({ outOf }: Topology, from: Iterable<string>): Set<string> =>
  reach(from, (id) => (outOf.get(id) ?? []).map((wire) => wire.target))

/** Everything that leads to the given layers, without themselves unless a cycle leads back. */
export const upstream = ({ into }: Topology, from: Iterable<string>): Set<string> =>
  reach(from, (id) => (into.get(id) ?? []).map((wire) => wire.source))

/** Whether a wire from `source` to `target` would close a cycle. */
export const wouldCycle = (topology: Topology, source: string, target: string): boolean =>
  source === target || downstream(topology, [target]).has(source)

/**
 * The wires of a knot that lead back, taken from where the network enters it: without them no cycle is left in it.
 *
 * @param knot one of the topology's `cycles`
 */
export function backWires({ into, outOf }: Topology, knot: readonly string[]): Wire[] {
  const members = new Set(knot)
  const entered = (id: string) => into.get(id)!.some((wire) => !members.has(wire.source))
  const starts = [...knot.filter(entered), ...knot]
  const state = new Map<string, 'open' | 'done'>()
  const back: Wire[] = []
  for (const start of starts) {
    if (state.has(start)) continue
    const stack = [{ id: start, next: 0 }]
    state.set(start, 'open')
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const wire = outOf.get(top.id)![top.next++]
      if (!wire) {
        state.set(top.id, 'done')
        stack.pop()
      } else if (members.has(wire.target)) {
        const seen = state.get(wire.target)
        if (seen === 'open') back.push(wire)
        if (seen) continue
        state.set(wire.target, 'open')
        stack.push({ id: wire.target, next: 0 })
      }
    }
  }
  return back
}

/** One shortest way round a knot, starting at the target of `back`. */
export function wayRound({ outOf }: Topology, back: Wire): string[] {
  const from = new Map<string, string | undefined>([[back.target, undefined]])
  const queue = [back.target]
  for (let at = 0; at < queue.length && !from.has(back.source); at++) {
    for (const { target } of outOf.get(queue[at]!)!) {
      if (from.has(target)) continue
      from.set(target, queue[at])
      queue.push(target)
    }
  }
  const way: string[] = []
  for (let id: string | undefined = back.source; id !== undefined; id = from.get(id)) way.push(id)
  return way.reverse()
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Layers whose sources are all placed, the latest freed first, so that a branch stays together. Stops short of cycles.
 */
function sort(
  layers: readonly string[],
  into: ReadonlyMap<string, readonly Wire[]>,
  outOf: ReadonlyMap<string, readonly Wire[]>,
): string[] {
  const waiting = new Map<string, number>()
  const free: string[] = []
  for (const id of layers) {
    const count = into.get(id)!.length
    waiting.set(id, count)
    if (count === 0) free.push(id)
  }
  free.sort((a, b) => compare(b, a))
  const order: string[] = []
  while (free.length > 0) {
    const id = free.pop()!
    order.push(id)
    for (const { target } of outOf.get(id)!.toReversed()) {
      const left = waiting.get(target)! - 1
      waiting.set(target, left)
      if (left === 0) free.push(target)
    }
  }
  return order
}

/** Tarjan's strongly connected components among `rest`, those that hold a cycle; with a stack of its own. */
function knots(
  rest: readonly string[],
  placed: ReadonlySet<string>,
  outOf: ReadonlyMap<string, readonly Wire[]>,
): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const held: string[] = []
  const isHeld = new Set<string>()
  const found: string[][] = []
  for (const root of rest) {
    if (index.has(root)) continue
    const stack = [{ id: root, next: 0 }]
    const enter = (id: string) => {
      index.set(id, index.size)
      low.set(id, index.get(id)!)
      held.push(id)
      isHeld.add(id)
    }
    enter(root)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const wire = outOf.get(top.id)![top.next++]
      if (wire) {
        if (placed.has(wire.target)) continue
        if (!index.has(wire.target)) {
          enter(wire.target)
          stack.push({ id: wire.target, next: 0 })
        } else if (isHeld.has(wire.target)) {
          low.set(top.id, Math.min(low.get(top.id)!, index.get(wire.target)!))
        }
        continue
      }
      stack.pop()
      const above = stack.at(-1)
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(top.id)!))
      if (low.get(top.id) !== index.get(top.id)) continue
      const knot = held.splice(held.lastIndexOf(top.id))
      for (const id of knot) isHeld.delete(id)
      if (knot.length > 1 || outOf.get(top.id)!.some((out) => out.target === top.id)) found.push(knot.sort(compare))
    }
  }
  return found
}

function reach(from: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>()
  const waiting = [...from].flatMap(next)
  while (waiting.length > 0) {
    const id = waiting.pop()!
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...next(id))
  }
  return reached
}
