import { edgeId } from '../document/schema.ts'
import type { Edge, LoomDocument } from '../document/schema.ts'

/** What stands for a part of the network on the canvas. */
export type VisibleNode =
  /** A layer, a folded block as one card, or an unfolded block as a frame around its children. */
  | { show: 'layer' | 'block' | 'frame'; id: string; frame: string | undefined }
  /** A layer outside of the entered block, at the other end of a wire. */
  | { show: 'outside'; id: string; frame: undefined; layer: string; side: 'before' | 'after' }

/** A wire between two nodes in sight: one of the document, or all of those that run between the same folded ends. */
export interface VisibleWire {
  /** The document's own id where both ends are in sight. */
  id: string
  source: string
  target: string
  /** Ids of the document's wires, in their order; at least one. */
  edges: readonly string[]
  /** The layer whose output it carries. */
  carries: string
  /** The innermost frame around both ends, and what stands for either end among that frame's children. */
  level: string | undefined
  from: string
  to: string
}

export interface VisibleGraph {
  /** A frame comes before what is in it. */
  nodes: readonly VisibleNode[]
  wires: readonly VisibleWire[]
}

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

export const outsideId = (side: 'before' | 'after', layer: string): string => `${side}:${layer}`

/**
 * What there is to see of a network from inside a block (`''`: the whole): wires of hidden layers go to the folded
 * block around them, and what the block is joined to outside shows at its rim.
 */
export function visibleGraph({ nodes, edges }: Graph, scope: string): VisibleGraph {
  const children = childrenOf(nodes)
  const seen: VisibleNode[] = []
  const frameOf = new Map<string, string | undefined>()
  /** The node in sight that stands for a layer. */
  const standIn = new Map<string, string>()

  const show = (id: string, frame: string | undefined) => {
    const node = nodes[id]!
    frameOf.set(id, frame)
    if (node.type === 'layer') {
      seen.push({ show: 'layer', id, frame })
      standIn.set(id, id)
      return
    }
    seen.push({ show: node.folded ? 'block' : 'frame', id, frame })
    for (const child of children.get(id) ?? []) {
      if (node.folded) hide(child, id)
      else show(child, id)
    }
  }
  const hide = (id: string, block: string) => {
    if (nodes[id]!.type === 'layer') standIn.set(id, block)
    for (const child of children.get(id) ?? []) hide(child, block)
  }
  for (const id of children.get(scope) ?? []) show(id, undefined)

  const outside = (side: 'before' | 'after', layer: string) => {
    const id = outsideId(side, layer)
    if (!frameOf.has(id)) {
      frameOf.set(id, undefined)
      seen.push({ show: 'outside', id, frame: undefined, layer, side })
    }
    return id
  }
  const wires = new Map<string, VisibleWire & { edges: string[] }>()
  for (const edge of Object.values(edges)) {
    if (!isWhole(nodes, edge)) continue
    const [inner, follower] = [standIn.get(edge.source), standIn.get(edge.target)]
    if (inner === undefined && follower === undefined) continue
    const source = inner ?? outside('before', edge.source)
    const target = follower ?? outside('after', edge.target)
    if (source === target) continue
    const own = edgeId(edge)
    const id = source === edge.source && target === edge.target ? own : `${source}=>${target}`
    const wire = wires.get(id)
    if (wire) wire.edges.push(own)
    else wires.set(id, { id, source, target, edges: [own], carries: edge.source, ...meeting(frameOf, source, target) })
  }
  return { nodes: seen, wires: [...wires.values()] }
}

const isWhole = (nodes: Graph['nodes'], { source, target }: Edge): boolean =>
  Object.hasOwn(nodes, source) && Object.hasOwn(nodes, target)

/** Ids by parent, `''` for those at the top, in the order of their names whatever the file's. */
function childrenOf(nodes: Graph['nodes']): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const [id, { parent }] of Object.entries(nodes)) {
    const around = parent !== undefined && Object.hasOwn(nodes, parent) ? parent : ''
    const list = children.get(around)
    if (list) list.push(id)
    else children.set(around, [id])
  }
  for (const list of children.values()) list.sort((a, b) => (a < b ? -1 : 1))
  return children
}

/** The innermost frame around two nodes and the children of it in which they are. */
function meeting(frameOf: ReadonlyMap<string, string | undefined>, source: string, target: string) {
  const around = new Map<string | undefined, string>()
  for (let at: string | undefined = source; at !== undefined; at = frameOf.get(at)) around.set(frameOf.get(at), at)
  let to = target
  while (!around.has(frameOf.get(to))) to = frameOf.get(to)!
  const level = frameOf.get(to)
  return { level, from: around.get(level)!, to }
}

/**
 * {@link visibleGraph} that gives the same object again while an edit changes nothing that it shows, as when only
 * parameters change: nothing is laid out or drawn anew then.
 */
export function rememberingVisibleGraph(): typeof visibleGraph {
  let last: { nodes: Graph['nodes']; edges: Graph['edges']; scope: string; graph: VisibleGraph } | undefined
  return (document, scope) => {
    if (!last || last.scope !== scope || last.edges !== document.edges || !looksSame(last.nodes, document.nodes)) {
      const graph = visibleGraph(document, scope)
      last = { nodes: document.nodes, edges: document.edges, scope, graph: withWiresOf(graph, last?.graph) }
    }
    last.nodes = document.nodes
    return last.graph
  }
}

/** Wires that have stayed are given again as the same objects: React passes them over. */
function withWiresOf({ nodes, wires }: VisibleGraph, before: VisibleGraph | undefined): VisibleGraph {
  if (!before) return { nodes, wires }
  const known = new Map(before.wires.map((wire) => [wire.id, wire]))
  return {
    nodes,
    wires: wires.map((wire) => {
      const last = known.get(wire.id)
      return last && isSameWire(last, wire) ? last : wire
    }),
  }
}

const isSameWire = (a: VisibleWire, b: VisibleWire): boolean =>
  a.source === b.source &&
  a.target === b.target &&
  a.level === b.level &&
  a.from === b.from &&
  a.to === b.to &&
  a.carries === b.carries &&
  a.edges.length === b.edges.length &&
  a.edges.every((id, i) => id === b.edges[i])

function looksSame(before: Graph['nodes'], after: Graph['nodes']): boolean {
  if (before === after) return true
  const ids = Object.keys(after)
  if (ids.length !== Object.keys(before).length) return false
  return ids.every((id) => {
    const [a, b] = [before[id], after[id]!]
    if (a === b) return true
    return a?.parent === b.parent && a?.type === b.type && isFolded(a) === isFolded(b)
  })
}

const isFolded = (node: Graph['nodes'][string]) => node.type === 'block' && (node.folded ?? false)
