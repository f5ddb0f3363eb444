import type { GraphNode, LoomDocument } from '../../document/schema.ts'
import type { Op } from './ops.ts'

/** A block's inside, or the whole network's: what may become the body of a function. */
export interface Scope {
  /** Nothing for the network. */
  block: string | undefined
  /** In an order in which each follows what it takes, branch by branch. */
  items: Item[]
  /** The tensors from outside that are taken within, in the order of their first use. */
  inputs: string[]
  /** The tensors from within that are taken outside or leave the network. */
  outputs: string[]
}

export type Item = Op | Scope

export const isScope = (item: Item): item is Scope => 'items' in item
export const takesOf = (item: Item): readonly string[] => (isScope(item) ? item.inputs : item.takes)
export const givesOf = (item: Item): readonly string[] => (isScope(item) ? item.outputs : [item.gives])

/**
 * Nests what a network is made of as its blocks do. A block that holds an input, or that is both before and behind another
 * part of the block around it, cannot be called like a function: what is in it belongs to the block around.
 *
 * @param outputs the network's
 */
export function scopesOf(nodes: LoomDocument['nodes'], ops: readonly Op[], outputs: readonly string[]): Scope {
  const taken = new Map<string, string[]>(outputs.map((id) => [id, ['']]))
  for (const op of ops) for (const id of op.takes) taken.set(id, [...(taken.get(id) ?? []), op.gives])
  return scopeOf(undefined, nestedParts(nodes, ops), taken)
}

/** A part before it is ordered. */
type Part = { op: Op } | { block: string; parts: Part[] }

function nestedParts(nodes: Readonly<Record<string, GraphNode>>, ops: readonly Op[]): Part[] {
  const root: Part[] = []
  const blocks = new Map<string, { block: string; parts: Part[] }>()
  const open = new Set<string>()
  for (const { takes, gives } of ops) {
    if (takes.length === 0) for (let at = nodes[gives]?.parent; at; at = nodes[at]?.parent) open.add(at)
  }
  /** The parts of the nearest block around that stays one. */
  const around = (parent: string | undefined): Part[] => {
    if (parent === undefined) return root
    if (open.has(parent)) return around(nodes[parent]?.parent)
    const known = blocks.get(parent)
    if (known) return known.parts
    const block = { block: parent, parts: [] }
    blocks.set(parent, block)
    around(nodes[parent]?.parent).push(block)
    return block.parts
  }
  for (const op of ops) around(nodes[op.gives.split('#')[0]!]?.parent).push({ op })
  return root
}

function scopeOf(block: string | undefined, parts: readonly Part[], taken: ReadonlyMap<string, string[]>): Scope {
  const whole = callable(parts)
  const items = whole.map((part) => ('op' in part ? part.op : scopeOf(part.block, part.parts, taken)))
  const within = new Set(opsIn(whole).map(({ gives }) => gives))
  const ordered = inBranches(items, (id) => taken.get(id)?.some((by) => !within.has(by)) ?? false)
  const inputs = new Set(ordered.flatMap(takesOf).filter((id) => !within.has(id)))
  const outputs = ordered.flatMap(givesOf).filter((id) => taken.get(id)!.some((by) => !within.has(by)))
  return { block, items: ordered, inputs: [...inputs], outputs }
}

const opsIn = (parts: readonly Part[]): Op[] => parts.flatMap((part) => ('op' in part ? [part.op] : opsIn(part.parts)))

/** The parts with those blocks opened that lead back to themselves. */
function callable(parts: readonly Part[]): readonly Part[] {
  const maker = new Map<string, number>()
  parts.forEach((part, at) => opsIn([part]).forEach(({ gives }) => maker.set(gives, at)))
  const sources = parts.map((part, at) => {
    const own = opsIn([part]).flatMap(({ takes }) => takes.map((id) => maker.get(id)))
    return [...new Set(own)].filter((source): source is number => source !== undefined && source !== at)
  })
  const knotted = parts.map((part, at) => !('op' in part) && reaches(sources, at))
  if (!knotted.includes(true)) return parts
  return callable(parts.flatMap((part, at) => (knotted[at] && !('op' in part) ? part.parts : [part])))
}

function reaches(sources: readonly number[][], start: number): boolean {
  const seen = new Set<number>()
  const stack = [...sources[start]!]
  while (stack.length > 0) {
    const at = stack.pop()!
    if (at === start) return true
    if (seen.has(at)) continue
    seen.add(at)
    stack.push(...sources[at]!)
  }
  return false
}

/** Each after what it takes, one branch to its end before the next, what leaves early (a head beside the trunk) first. */
function inBranches(items: readonly Item[], leaves: (id: string) => boolean): Item[] {
  const maker = new Map<string, Item>()
  for (const item of items) for (const id of givesOf(item)) maker.set(id, item)
  const sourcesOf = (item: Item) => takesOf(item).flatMap((id) => maker.get(id) ?? [])
  const depths = new Map<Item, number>()
  const walk = (starts: readonly Item[], visit: (item: Item) => void) => {
    const done = new Set<Item>()
    const stack: { item: Item; next: number }[] = []
    for (const start of starts) {
      if (!done.has(start)) stack.push({ item: start, next: 0 })
      while (stack.length > 0) {
        const top = stack.at(-1)!
        const source = sourcesOf(top.item)[top.next++]
        if (source === undefined) {
          if (!done.has(top.item)) visit(top.item)
          done.add(top.item)
          stack.pop()
        } else if (!done.has(source)) stack.push({ item: source, next: 0 })
      }
    }
  }
  walk(items, (item) => depths.set(item, 1 + Math.max(0, ...sourcesOf(item).map((source) => depths.get(source)!))))
  const ends = items.filter((item) => givesOf(item).some(leaves))
  ends.sort((a, b) => depths.get(a)! - depths.get(b)!)
  const ordered: Item[] = []
  walk(ends, (item) => ordered.push(item))
  return ordered
}
