import { underOtherIds } from './apart.ts'
import { edgeId } from './schema.ts'
import type { BlockNode, Edge, GraphNode, LayerNode, LoomDocument } from './schema.ts'
import { sameJson as same } from './same-json.ts'
import { labelOf } from '../graph/param-problems.ts'
import { kindOf } from '../layers/registry.ts'
import type { Text } from '../text.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** An edit by hand that found no place in the network that was built anew. */
export interface LostEdit {
  message: Text
}

export interface Merged extends Graph {
  lost: LostEdit[]
}

/**
 * Puts edits by hand on a network that was built anew with other options.
 *
 * @param base what the old options build
 * @param mine what a person has made of it
 * @param next what the new options build
 * @returns `next` with the difference from `base` to `edited` put on it, and the edits that no longer apply
 */
export function mergeEdits(base: Graph, mine: Graph, next: Graph): Merged {
  const lost: LostEdit[] = []
  // What a person added may bear a name that the network takes for a layer of its own now: it makes room.
  const clashes = Object.keys(mine.nodes).filter((id) => !own(base.nodes, id) && own(next.nodes, id))
  const edited = underOtherIds(mine, clashes, (id) => Boolean(own(base.nodes, id) ?? own(next.nodes, id)))
  const nodes = mergeNodes(base.nodes, edited.nodes, next.nodes, lost)
  const edges = mergeEdges(base, edited, next, nodes, lost)
  return { nodes, edges, lost }
}

type Nodes = LoomDocument['nodes']

function mergeNodes(base: Nodes, edited: Nodes, next: Nodes, lost: LostEdit[]): Nodes {
  const merged: Nodes = {}
  for (const [id, node] of Object.entries(next)) {
    const old = own(base, id)
    const mine = own(edited, id)
    // What was deleted by hand stays deleted; what is new in the network comes.
    if (old && !mine) continue
    merged[id] = old && mine ? mergeNode(id, old, mine, node, lost) : node
  }
  for (const [id, mine] of Object.entries(edited)) {
    const old = own(base, id)
    if (!old) merged[id] = mine
    // A block that was merely folded or unfolded has nothing to lose.
    else if (!own(next, id) && !same(unfolded(old), unfolded(mine))) lost.push(goneNode(id, old, mine))
  }
  return withParents(merged, edited)
}

const unfolded = (node: GraphNode): GraphNode => (node.type === 'block' ? { ...node, folded: undefined } : node)

/** One node that is in all three: what was changed by hand goes onto what is built now. */
function mergeNode(id: string, old: GraphNode, mine: GraphNode, now: GraphNode, lost: LostEdit[]): GraphNode {
  if (same(old, mine)) return now
  if (mine.type !== now.type || (mine.type === 'layer' && mine.kind !== (old as LayerNode).kind)) return mine
  const parent = mine.parent === old.parent ? now.parent : mine.parent
  const placed = <N extends GraphNode>(node: N): N => {
    const { parent: _, ...rest } = node
    return { ...rest, ...(parent !== undefined && { parent }) } as N
  }
  if (mine.type === 'block' && now.type === 'block' && old.type === 'block') {
    return placed({ ...now, ...changed(old, mine, ['title', 'folded', 'made']), ...madeOf(old, mine, now) })
  }
  if (mine.type !== 'layer' || now.type !== 'layer' || old.type !== 'layer') return mine
  if (now.kind !== old.kind) {
    lost.push(otherKind(id, old, now))
    return placed(now)
  }
  const params = applied(old.params, mine.params, now.params)
  return placed({ ...now, params, ...changed(old, mine, ['bypassed', 'frozen']) })
}

/** The fields of a block that differ from what they were. */
function changed<K extends string>(old: Partial<Record<K, unknown>>, mine: Partial<Record<K, unknown>>, keys: K[]) {
  return Object.fromEntries(keys.filter((key) => !same(old[key], mine[key])).map((key) => [key, mine[key]]))
}

/** Options of a block that were set by hand, on those that it is made with now. */
function madeOf(
  { made: old }: BlockNode,
  { made: mine }: BlockNode,
  { made: now }: BlockNode,
): Pick<BlockNode, 'made'> {
  if (!old || !mine || !now || old.block !== mine.block || mine.block !== now.block) return {}
  return { made: { block: now.block, options: applied(old.options, mine.options, now.options) } }
}

function applied(old: LayerNode['params'], mine: LayerNode['params'], now: LayerNode['params']): LayerNode['params'] {
  const params = { ...now }
  for (const key of new Set([...Object.keys(old), ...Object.keys(mine)])) {
    if (same(old[key], mine[key])) continue
    if (Object.hasOwn(mine, key)) params[key] = mine[key]!
    else delete params[key]
  }
  return params
}

/** A parent that is there no more gives way to the block around it, as it was in the edited network. */
function withParents(nodes: Nodes, edited: Nodes): Nodes {
  const isBlock = (id: string) => own(nodes, id)?.type === 'block'
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => {
      let parent = node.parent
      while (parent !== undefined && !isBlock(parent)) parent = own(edited, parent)?.parent
      if (parent === node.parent) return [id, node]
      const { parent: _, ...rest } = node
      return [id, { ...rest, ...(parent !== undefined && { parent }) } as GraphNode]
    }),
  )
}

type Edges = LoomDocument['edges']

function mergeEdges(base: Graph, edited: Graph, next: Graph, nodes: Nodes, lost: LostEdit[]): Edges {
  const isThere = (id: string) => own(nodes, id) !== undefined
  // What hung loose when it was drawn may go on to.
  const isGone = (id: string) => !isThere(id) && own(edited.nodes, id) !== undefined
  const merged: Edges = {}
  for (const [id, edge] of Object.entries(next.edges)) {
    const wasCut = own(base.edges, id) !== undefined && own(edited.edges, id) === undefined
    // A wire of a layer that was deleted by hand goes with it.
    if (!wasCut && isThere(edge.source) && isThere(edge.target)) merged[id] = edge
  }
  for (const [id, edge] of Object.entries(edited.edges)) {
    if (own(base.edges, id) !== undefined) continue
    if (isGone(edge.source) || isGone(edge.target)) {
      lost.push(goneWire(edge, isGone))
      continue
    }
    for (const other of rivals(edge, merged, nodes)) {
      if (own(edited.edges, edgeId(other)) === undefined) delete merged[edgeId(other)]
    }
    merged[id] = edge
  }
  return merged
}

/** The wires whose place a wire drawn by hand takes: those on the same input, or all where the layer takes but one. */
function rivals(edge: Edge, edges: Edges, nodes: Nodes): Edge[] {
  const target = own(nodes, edge.target)
  const takesOne = target?.type === 'layer' && kindOf(target.kind)?.inputs.max === 1
  return Object.values(edges).filter(
    (other) => other.target === edge.target && (takesOne || other.targetInput === edge.targetInput),
  )
}

const own = <T>(record: Record<string, T>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined

function goneNode(id: string, old: GraphNode, mine: GraphNode): LostEdit {
  const what = changesOf(old, mine)
  return {
    message: {
      en: `“${id}” is not in the network any more, so its changes (${what.en}) do not apply.`,
      zh: `网络中已没有“${id}”，对它的修改（${what.zh}）不再适用。`,
    },
  }
}

function changesOf(old: GraphNode, mine: GraphNode): Text {
  if (old.type === 'block' && mine.type === 'block' && !same(old.made, mine.made)) return { en: 'options', zh: '选项' }
  if (old.type !== 'layer' || mine.type !== 'layer') return { en: 'name or place', zh: '名称或位置' }
  if (old.kind !== mine.kind) return { en: `now ${mine.kind}`, zh: `改为 ${mine.kind}` }
  const keys = Object.keys(mine.params).filter((key) => !same(old.params[key], mine.params[key]))
  if (keys.length === 0 && mine.bypassed !== old.bypassed) return { en: 'bypassed', zh: '旁路' }
  if (keys.length === 0 && mine.frozen !== old.frozen) return { en: 'frozen', zh: '冻结' }
  if (keys.length === 0) return { en: 'place', zh: '位置' }
  const schema = kindOf(mine.kind)?.params
  const say = (key: string) =>
    schema && Object.hasOwn(schema.shape, key) ? labelOf(schema, key) : { en: key, zh: key }
  const value = (key: string) => {
    const value = mine.params[key]
    if (Array.isArray(value)) return value.join('×')
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  return {
    en: keys.map((key) => `${say(key).en} ${value(key)}`).join(', '),
    zh: keys.map((key) => `${say(key).zh} ${value(key)}`).join('，'),
  }
}

const otherKind = (id: string, old: LayerNode, now: LayerNode): LostEdit => ({
  message: {
    en: `“${id}” is now a layer of another kind (${now.kind} instead of ${old.kind}), so its changes do not apply.`,
    zh: `“${id}”现在是另一种层（由 ${old.kind} 变为 ${now.kind}），对它的修改不再适用。`,
  },
})

function goneWire({ source, target }: Edge, isGone: (id: string) => boolean): LostEdit {
  const gone = isGone(source) ? source : target
  return {
    message: {
      en: `The wire from “${source}” to “${target}” does not apply: “${gone}” is not in the network any more.`,
      zh: `从“${source}”到“${target}”的连线不再适用：网络中已没有“${gone}”。`,
    },
  }
}
